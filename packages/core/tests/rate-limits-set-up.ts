import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { createRateLimits, type RateLimiter, type RateLimits, type RateLimitsOptions } from '../src/index.ts'

/** Rate limits on a fake clock, with the limiter of one scan that `stop` ends. */
export function setUpLimits(options: Partial<RateLimitsOptions> = {}): {
  clock: FakeClock
  limits: RateLimits
  limiter: RateLimiter
  stop: AbortController
} {
  const clock = createFakeClock()
  const limits = createRateLimits({ reserve: 0, ...options, clock })
  const stop = new AbortController()
  const limiter = limits.forScan({ host: 'api.example.com', credential: 'acme', signal: stop.signal })
  return { clock, limits, limiter, stop }
}
