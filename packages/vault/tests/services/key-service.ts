import type { KeyProvider } from '../../src/index.ts'

/** Sends a request in JSON; rejects with an {@link AnswerError} where the service refuses. */
export type Call = (
  method: 'GET' | 'POST',
  path: string,
  body?: Readonly<Record<string, string>>,
) => Promise<Readonly<Record<string, unknown>>>

/** A key management service with one key, and the provider that uses it. */
export interface KeyService {
  readonly keys: KeyProvider
  /** Makes a new version of the key; older ones still open what they wrapped. */
  rotate(): void
  /** Destroys the oldest version. */
  destroyOldest(): void
}

/** What a service answers where it does not do what it was asked. */
export class AnswerError extends Error {
  readonly status: number
  constructor(status: number) {
    super(`the service answered ${status}`)
    this.status = status
  }
}

/** The text of a field that must be there. */
export function textOf(answer: Readonly<Record<string, unknown>>, field: string): string {
  const value = answer[field]
  if (typeof value !== 'string') throw new TypeError(`the service answered without ${field}`)
  return value
}
