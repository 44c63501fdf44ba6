/** A request as it was sent. */
export interface DescribedRequest {
  readonly method: string
  /** At the vendor's address; `rebase` turns a simulator's into it. */
  readonly url: string
  /** Lower-case names. Left out, what depends on headers is not looked at. */
  readonly headers?: Readonly<Record<string, string>>
  /** JSON that was parsed, or text. */
  readonly body?: unknown
}

/** A request with its answer. */
export interface DescribedExchange {
  readonly method: string
  readonly url: string
  readonly requestBody?: unknown
  readonly status: number
  /** JSON that was parsed, or text; undefined where there was none. */
  readonly body: unknown
}

/** A described operation that was called. */
export interface CalledOperation {
  /** As the vendor names it. */
  readonly id: string
  /** Any one of them is enough; none where the description says nothing. */
  readonly scopes: readonly string[]
}

/** What is to be said of a request. */
export interface RequestVerdict {
  /** One, or those of a batch; none where the vendor describes nothing, as at token endpoints. */
  readonly operations: readonly CalledOperation[]
  /** Each once; empty where all is as described. */
  readonly problems: readonly string[]
}

/** One vendor's descriptions. */
export interface VendorDescription {
  /** Looks at path, method, parameters and body. */
  checkRequest(request: DescribedRequest): RequestVerdict
  /**
   * Looks at the shape of an answer: types, enum values, and properties that are not described or were not asked for.
   * What is missing is not a problem. Meant for simulated vendors; real ones answer more than they describe.
   */
  checkAnswer(exchange: DescribedExchange): readonly string[]
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Each text once. */
export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}

/** A value for a message, not longer than it takes to find it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
