/** Bounds of one request. Times in milliseconds. */
export interface HttpLimits {
  /** Bytes of one answer after decompression. @default 52_428_800 (50 MiB) */
  readonly maxBodyBytes: number
  /** Levels of nesting of one answer. @default 512 */
  readonly maxDepth: number
  /** Redirects followed on the same origin. @default 5 */
  readonly maxRedirects: number
  /** One attempt, from sending to the last byte. @default 120_000 (2 minutes) */
  readonly attemptMs: number
  /** Repetitions of one request; what was throttled does not count. @default 4 */
  readonly retries: number
  /** How often one request is repeated after it was throttled. @default 10 */
  readonly throttles: number
  /** The longest `Retry-After` of a failing, not throttling, answer that is waited for. @default 60_000 (1 minute) */
  readonly maxRetryAfterMs: number
  /** The delay before a repetition is random between 0 and this, doubled each time. @default 1_000 */
  readonly backoffMs: number
  /** What the doubling of `backoffMs` ends at. @default 30_000 */
  readonly maxBackoffMs: number
}

/** The defaults of {@link HttpLimits}. */
export const defaultHttpLimits: HttpLimits = {
  maxBodyBytes: 50 * 1024 * 1024,
  maxDepth: 512,
  maxRedirects: 5,
  attemptMs: 120_000,
  retries: 4,
  throttles: 10,
  maxRetryAfterMs: 60_000,
  backoffMs: 1_000,
  maxBackoffMs: 30_000,
}
