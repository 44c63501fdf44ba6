import type { Clock, Log, RateLimiter } from '@opencasb/core'
import pRetry from 'p-retry'
import type { AttemptFailure } from './attempt-failure.ts'
import type { HttpLimits } from './http-limits.ts'

/** What {@link repeatRequest} needs to know. */
export interface RepeatOptions {
  readonly limits: HttpLimits
  readonly limiter: RateLimiter
  readonly clock: Clock
  readonly log: Log | undefined
  readonly bucket: string
  readonly failure: AttemptFailure
  readonly signal: AbortSignal
}

/** A vendor that is down is asked with one request so often, whatever the limiter says. */
const mostOutageRepeats = 100
/** What is repeated at once ends by itself; this is for a token source that never stops giving out new ones. */
const mostAgain = 20

/** Runs attempts until one succeeds, or none may follow: the only retry loop there is. */
export function repeatRequest<T>(attempt: () => Promise<T>, options: RepeatOptions): Promise<T> {
  const { limits, limiter, clock, log, bucket, failure, signal } = options
  let throttles = 0
  let outages = 0
  let again = 0
  return pRetry(attempt, {
    // One more than may be used: the last is refused below, so that what costs no retry can still be repeated.
    retries: limits.retries + 1,
    minTimeout: 0,
    signal,
    shouldConsumeRetry: ({ error }) => failure.repeatOf(error)?.kind === 'retry' && limiter.outage !== true,
    shouldRetry: async ({ error, retriesConsumed }) => {
      const repeat = failure.repeatOf(error)
      if (!repeat) return false
      if (repeat.kind === 'again') return ++again <= mostAgain
      if (repeat.kind === 'throttled') {
        if (++throttles > limits.throttles) return false
      } else if (limiter.outage === true) {
        if (++outages > mostOutageRepeats) return false
      } else {
        if (retriesConsumed >= limits.retries || !limiter.takeRetry()) return false
        const delay = retryDelay(retriesConsumed, repeat.retryAfterMs ?? 0, limits)
        log?.debug('request is repeated', { bucket, delayMs: Math.round(delay), reason: error.message })
        await clock.sleep(delay, signal)
      }
      limiter.observe({ bucket, retry: true })
      return true
    },
  })
}

/** Full jitter; never less than the vendor asked for, within bounds. */
function retryDelay(retriesConsumed: number, retryAfterMs: number, limits: HttpLimits): number {
  const ceiling = Math.min(limits.backoffMs * 2 ** Math.min(retriesConsumed, 30), limits.maxBackoffMs)
  const asked = Math.min(retryAfterMs, limits.maxRetryAfterMs)
  return asked > 0 ? asked + (Math.random() * ceiling) / 4 : Math.random() * ceiling
}
