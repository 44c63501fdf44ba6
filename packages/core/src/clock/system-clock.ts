import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from './clock.ts'

/** Timers cannot be longer than this; longer sleeps are cut into pieces. */
const longestTimer = 2 ** 31 - 1

/** The real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal, { ref = true } = {}) {
    for (let left = ms; left > 0; left -= longestTimer) {
      await delay(Math.min(left, longestTimer), undefined, { ref, ...(signal && { signal }) }).catch(
        (error: unknown) => {
          throw signal?.aborted ? signal.reason : error
        },
      )
    }
  },
}
