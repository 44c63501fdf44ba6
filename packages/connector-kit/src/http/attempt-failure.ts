/** How a failed attempt is to be repeated. */
export type Repeat =
  /** After a random delay, at the cost of one retry. */
  | { readonly kind: 'retry'; readonly retryAfterMs?: number }
  /** Once the limiter admits it again. */
  | { readonly kind: 'throttled' }
  /** At once: there is another token, or a stored answer turned out unreadable. */
  | { readonly kind: 'again' }

/** Remembers how the errors of one request are to be repeated. What is not remembered is not repeated. */
export class AttemptFailure {
  private error: unknown
  private how: Repeat | undefined

  /** Remembers it and returns the error, to be thrown. */
  remember<E>(error: E, how: Repeat): E {
    this.error = error
    this.how = how
    return error
  }

  repeatOf(error: unknown): Repeat | undefined {
    return error !== undefined && error === this.error ? this.how : undefined
  }
}
