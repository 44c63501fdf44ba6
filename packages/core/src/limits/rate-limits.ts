import type { Clock } from '../clock/clock.ts'
import type { BudgetStore } from '../contract/budget-store.ts'
import type { RateLimiter } from '../contract/rate-limiter.ts'
import type { Log } from '../contract/resource.ts'

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
  /**
   * Where workers that use the same credential leave notes for each other, so that they share its quota; a store that
   * fails costs the sharing only. @default nobody else uses it
   */
  readonly budgets?: BudgetStore | undefined
  /** Told when the budgets cannot be shared. @default silent */
  readonly log?: Log | undefined
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
