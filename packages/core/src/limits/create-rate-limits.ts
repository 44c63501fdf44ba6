import { randomUUID } from 'node:crypto'
import type { RateLimiter } from '../contract/rate-limiter.ts'
import { Admission } from './admission.ts'
import type { RateLimits, RateLimitsOptions, ScanLimiterOptions } from './rate-limits.ts'
import { UsageCounter } from './usage-counter.ts'

/** What nobody has used for so long is forgotten, once its windows have passed. */
const forgetAfterMs = 600_000
const sweepEveryMs = 60_000

/**
 * Makes the limits of one scanner: whoever shares a host and a credential shares quota, stops and admission.
 * Nothing is shared between two of them but what they tell each other through `budgets`.
 */
export function createRateLimits(options: RateLimitsOptions): RateLimits {
  const { reserve = 0.2, concurrency = 8, maxWaitMs = 900_000, retries = 1_000, clock, budgets, log } = options
  const admissions = new Map<string, Admission>()
  const holder = randomUUID()
  let isSharing = true
  let sweptAt = clock.monotonic()

  const worked = (error?: unknown): void => {
    const failed = error !== undefined
    if (failed && isSharing) {
      const reason = error instanceof Error ? error.message : String(error)
      log?.warn('quotas cannot be shared with other workers for now', { error: reason })
    }
    isSharing = !failed
  }

  const admissionFor = (key: string): Admission => {
    let admission = admissions.get(key)
    if (!admission) {
      const sharing = budgets && { budgets, key, holder, clock, worked }
      admission = new Admission({ reserve, concurrency, maxWaitMs, clock, sharing })
      admissions.set(key, admission)
    }
    return admission
  }

  const sweep = (): void => {
    const now = clock.monotonic()
    if (now - sweptAt < sweepEveryMs) return
    sweptAt = now
    for (const [key, admission] of admissions) {
      if (now - admission.usedAt <= forgetAfterMs || !admission.isForgettable(now)) continue
      admissions.delete(key)
      admission.leave()
    }
  }

  return {
    get size() {
      return admissions.size
    },
    forScan({ host, credential, signal }: ScanLimiterOptions): RateLimiter {
      sweep()
      const key = JSON.stringify([host, credential])
      const counter = new UsageCounter(clock)
      let retriesLeft = retries
      return {
        get outage() {
          return admissionFor(key).outage
        },
        run: (ticket, task) => {
          const signals = ticket.signal === signal ? [signal] : [ticket.signal, signal]
          return admissionFor(key).run({ ticket, signals, sent: () => counter.send(ticket.bucket) }, task)
        },
        observe: (observation) => {
          counter.observe(observation)
          admissionFor(key).observe(observation)
        },
        takeRetry: () => retriesLeft-- > 0,
        usage: () => counter.usage(),
      }
    },
  }
}
