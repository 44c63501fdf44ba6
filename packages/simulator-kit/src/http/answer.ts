/** What a simulator sends back. */
export interface Answer {
  readonly status: number
  /** Text is sent as UTF-8. @default no body */
  readonly body?: string | Buffer | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** An answer, with what the server has to know about it. */
export interface Reply extends Answer {
  /** The route that answered, for the log; absent where none fitted. */
  readonly route?: string | undefined
  /** Called when the answer is on its way: the request is no longer under way. */
  readonly done?: (() => void) | undefined
}

/** An answer in JSON. Headers of its own go before `content-type: application/json; charset=utf-8`. */
export function jsonAnswer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  }
}

/** An answer without a body. */
export function emptyAnswer(status = 204, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers }
}
