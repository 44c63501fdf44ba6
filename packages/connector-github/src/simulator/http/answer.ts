import type { Answer as SimulatorAnswer } from '@opencasb/simulator-kit'

/** An answer before limits, validators and common headers are added. */
export interface Answer extends SimulatorAnswer {
  /** Tells all that the body tells, in fewer words; makes the validator of large bodies cheaper. */
  readonly gist?: string
}

/** The bytes of an answer's body. */
export function bytesOf({ body }: Answer): Buffer | undefined {
  return typeof body === 'string' ? Buffer.from(body) : body
}

/** An answer with a body. */
export function ok(body: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(body) }
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
