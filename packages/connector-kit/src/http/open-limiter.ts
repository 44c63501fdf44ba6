import { type Clock, RateLimitError, type RateLimiter } from '@opencasb/core'

const longestWaitMs = 60_000
const waitWithoutTimeMs = 1_000

/** Admits everything at once, except for the time that the vendor refuses. For token endpoints and single calls. */
export function createOpenLimiter(clock: Clock): RateLimiter {
  let until = 0
  return {
    async run({ bucket, signal }, task) {
      const wait = until - clock.monotonic()
      if (wait > longestWaitMs) {
        throw new RateLimitError(`The vendor refuses for another ${Math.ceil(wait / 1000)} s`, {
          bucket,
          retryAfterMs: wait,
        })
      }
      if (wait > 0) await clock.sleep(wait, signal)
      return task()
    },
    observe({ refused }) {
      if (refused) until = clock.monotonic() + (refused.retryAfterMs > 0 ? refused.retryAfterMs : waitWithoutTimeMs)
    },
    takeRetry: () => true,
    usage: () => [],
  }
}
