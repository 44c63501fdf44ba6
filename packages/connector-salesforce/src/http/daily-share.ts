import { RateLimitError, type RateLimiter } from '@opencasb/core'
import type { DailyUsage } from './read-quota.ts'

/** The window of the quota rolls on: what a scan used up today is there again tomorrow. */
const dayMs = 86_400_000

/** Keeps one scan to its share of the organisation's daily quota. */
export interface DailyShare {
  /** Takes in what an answer told. */
  observe(usage: DailyUsage | undefined): void
  /** A limiter that counts, and refuses before the share is used up. */
  limit(limiter: RateLimiter): RateLimiter
}

/**
 * Makes the counter of one session.
 * @param share the part of the daily quota that this scan may use: 0.1 is a tenth
 */
export function createDailyShare(share: number): DailyShare {
  let sent = 0
  let quota: number | undefined

  return {
    observe(usage) {
      if (usage) quota = usage.limit
    },
    limit: (limiter) => ({
      get outage() {
        return limiter.outage ?? false
      },
      run(ticket, task) {
        const most = quota === undefined ? undefined : Math.max(1, Math.floor(quota * share))
        if (most !== undefined && sent >= most) {
          return Promise.reject(
            new RateLimitError(
              `This scan has used its share of the organisation's daily API requests: ${most} of ${quota}`,
              { bucket: ticket.bucket, retryAfterMs: dayMs },
            ),
          )
        }
        return limiter.run(ticket, () => {
          sent++
          return task()
        })
      },
      observe: (observation) => limiter.observe(observation),
      takeRetry: () => limiter.takeRetry(),
      usage: () => limiter.usage(),
    }),
  }
}
