/** Time, injected everywhere so that tests need not wait. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. */
  now(): number
  /** Milliseconds that never jump; for waits and durations. */
  monotonic(): number
  /**
   * Resolves after `ms`, or rejects with the signal's reason. With `ref: false` a sleep does not keep the process alive.
   * @default ref true
   */
  sleep(ms: number, signal?: AbortSignal, options?: { readonly ref?: boolean }): Promise<void>
}
