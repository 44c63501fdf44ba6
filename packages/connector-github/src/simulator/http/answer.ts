/** An answer before limits, validators and common headers are added. */
export interface Answer {
  readonly status: number
  /** The body, already serialised. */
  readonly json?: string
  /** The body in bytes, where it was written so. */
  readonly body?: Buffer
  /** Tells all that the body tells, in fewer words; makes the validator of large bodies cheaper. */
  readonly gist?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The bytes of an answer's body. */
export function bodyOf({ body, json }: Answer): Buffer | undefined {
  return body ?? (json === undefined ? undefined : Buffer.from(json))
}

/** An answer with a body. */
export function ok(body: unknown, status = 200): Answer {
  return { status, json: JSON.stringify(body) }
}

/** An answer without a body. */
export function noContent(): Answer {
  return { status: 204 }
}

/** An error in GitHub's form. */
export function problem(status: number, message: string, page = 'https://docs.github.com/rest'): Answer {
  return ok({ message, documentation_url: page, status: String(status) }, status)
}

/** What GitHub answers for what does not exist and for what is hidden. */
export function notFound(): Answer {
  return problem(404, 'Not Found')
}

/** What a suspended installation is told. */
export const suspendedMessage = 'This installation has been suspended'
