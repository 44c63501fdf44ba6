import type { BucketUsage } from '../model/report.ts'

/** What a request wants to be admitted for. */
export interface RateTicket {
  /** The vendor's quota bucket: `core`, `graphql`. */
  readonly bucket: string
  /** Units that the vendor charges for it. @default 1 */
  readonly cost?: number
  /** A pace that the vendor documents besides the quota: so many units in so many milliseconds. */
  readonly pace?: { readonly units: number; readonly perMs: number }
  readonly signal: AbortSignal
}

/** What an answer told about the quota. Times are relative, measured against the vendor's own clock. */
export interface RateObservation {
  readonly bucket: string
  readonly limit?: number
  readonly remaining?: number
  readonly resetAfterMs?: number
  /** The vendor refused: nobody asks again for so long. 0 where it gave no time: the limiter's waits then grow. */
  readonly refused?: { readonly scope: 'bucket' | 'credential'; readonly retryAfterMs: number }
  readonly notModified?: boolean
  readonly retry?: boolean
}

/**
 * Admission to a vendor for one credential. One refusal stops all who share the credential; a share of the customer's
 * quota is left to the customer.
 */
export interface RateLimiter {
  /** The vendor is down: requests that fail now only find out whether it is back, and use up no retries. @default false */
  readonly outage?: boolean
  /**
   * Runs the task once the quota and the concurrency allow it.
   * @throws RateLimitError where the wait would be longer than the scan may wait; the scan is then deferred.
   */
  run<T>(ticket: RateTicket, task: () => Promise<T>): Promise<T>
  /** Tells what an answer said. */
  observe(observation: RateObservation): void
  /** Takes one retry out of the scan's budget; `false` when it is used up. */
  takeRetry(): boolean
  usage(): readonly BucketUsage[]
}
