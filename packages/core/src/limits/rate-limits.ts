import type { Clock } from '../clock/clock.ts'
import type { RateLimiter } from '../contract/rate-limiter.ts'

/** What {@link createRateLimits} takes. */
export interface RateLimitsOptions {
  /** The share of the vendor's quota that is left to the customer's other uses. @default 0.2 */
  readonly reserve?: number | undefined
  /** Requests in flight per host and credential, at most. @default 8 */
  readonly concurrency?: number | undefined
  /** The longest single wait in milliseconds; a request that would wait longer is rejected. @default 900_000 (15 minutes) */
  readonly maxWaitMs?: number | undefined
  /** Retries in one scan. @default 1_000 */
  readonly retries?: number | undefined
  readonly clock: Clock
}

/** Who asks: scans with the same host and credential share quota and admission. */
export interface ScanLimiterOptions {
  /** @example 'api.github.com' */
  readonly host: string
  /** Names the credential; never the secret itself. */
  readonly credential: string
  /** Ends all waiting of the scan. */
  readonly signal: AbortSignal
}

/** The quotas of all vendors and credentials of one scanner. Make them with {@link createRateLimits}. */
export interface RateLimits {
  /** The limiter of one scan. */
  forScan(options: ScanLimiterOptions): RateLimiter
  /** How many pairs of host and credential are remembered right now. */
  readonly size: number
}
