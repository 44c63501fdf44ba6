import type { RateObservation } from '../contract/rate-limiter.ts'

/** What the wait is called when only an answer that is under way can end it. */
export const untilSettled = -1

/** A vendor that tells how much is left but not until when is believed for so long. */
const assumedWindowMs = 3_600_000
/** Nobody plans further ahead than this, whatever the vendor says. */
export const longestWaitMs = 86_400_000
/** Resets that differ by less are one window: vendors round to seconds. */
const sameWindowMs = 5_000

/** The vendor's quota of one bucket as far as its answers told. Times are monotonic milliseconds. */
export class QuotaWindow {
  limit: number | undefined
  remaining: number | undefined
  resetAt: number | undefined
  /** When the window was first said to end. Some vendors say "in a minute" with every answer: their windows move on. */
  private firstResetAt = 0
  /** Units of the requests that are under way: the vendor may or may not have counted them. */
  inFlight = 0
  /** Counts what was told, so that an answer that told nothing can be charged by estimate. */
  observations = 0

  /** Takes in what an answer told. */
  observe(observation: RateObservation, now: number): void {
    if (observation.limit !== undefined && observation.limit >= 0) this.limit = observation.limit
    if (observation.remaining === undefined) return
    this.observations++
    const remaining = Math.max(0, observation.remaining)
    const resetAfterMs = Math.min(observation.resetAfterMs ?? assumedWindowMs, longestWaitMs)
    const resetAt = now + resetAfterMs
    // Answers overtake each other: within one window only the lowest figure counts.
    const sameWindow = this.resetAt !== undefined && Math.abs(resetAt - this.firstResetAt) <= sameWindowMs
    if (sameWindow && this.remaining !== undefined && observation.resetAfterMs !== undefined) {
      this.remaining = Math.min(this.remaining, remaining)
      this.resetAt = Math.max(this.resetAt ?? 0, resetAt)
      return
    }
    // A window that has ended already tells nothing about the one that is open.
    if (resetAfterMs <= 0) return
    this.remaining = remaining
    this.resetAt = resetAt
    this.firstResetAt = resetAt
  }

  /** Takes over what another worker was told: only what is news, and of the same window. */
  learn(told: { limit: number | undefined; remaining: number; resetMs: number }, now: number): void {
    this.expire(now)
    this.limit ??= told.limit
    const isSame = Math.abs(now + told.resetMs - (this.resetAt ?? now + told.resetMs)) <= sameWindowMs
    if (told.resetMs <= 0 || !isSame || told.remaining >= (this.remaining ?? Number.POSITIVE_INFINITY)) return
    this.remaining = Math.max(0, told.remaining)
    if (this.resetAt !== undefined) return
    this.resetAt = now + told.resetMs
    this.firstResetAt = this.resetAt
  }

  /**
   * How long a request has to wait: 0 for not at all, {@link untilSettled} where answers under way decide.
   * @param reserve share of the limit that is left to the customer
   * @param holders how many workers share what is left
   */
  wait(cost: number, reserve: number, now: number, holders = 1): number {
    this.expire(now)
    const floor = this.limit === undefined ? 0 : Math.floor(this.limit * reserve)
    if (this.remaining === undefined || this.resetAt === undefined) {
      // A fresh window: one request may always try, or a large cost would never be admitted.
      const free = this.limit === undefined || this.inFlight + cost <= (this.limit - floor) / holders
      return free || this.inFlight === 0 ? 0 : untilSettled
    }
    const share = (this.remaining - floor) / holders
    if (this.inFlight + cost <= share) return 0
    return this.inFlight > 0 && cost <= share ? untilSettled : this.resetAt - now
  }

  /** Charges what an answer did not tell. */
  charge(cost: number): void {
    if (this.remaining !== undefined) this.remaining = Math.max(0, this.remaining - cost)
  }

  /** Says whether nothing here is worth remembering. */
  isForgettable(now: number): boolean {
    this.expire(now)
    return this.remaining === undefined && this.inFlight === 0
  }

  private expire(now: number): void {
    if (this.resetAt === undefined || now < this.resetAt) return
    this.remaining = undefined
    this.resetAt = undefined
  }
}
