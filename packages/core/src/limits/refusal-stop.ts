import { longestWaitMs } from './quota-window.ts'

/** So many good answers in a row end a series of refusals. */
const goodAnswersToForget = 10

/** A stop after the vendor refused: one for all, growing where the vendor does not say how long. */
export class RefusalStop {
  /** Nobody asks before this monotonic time. */
  until = 0
  private refusals = 0
  private goodAnswers = 0
  private readonly firstWaitMs: number

  /** @param firstWaitMs the first wait where the vendor gives no time */
  constructor(firstWaitMs: number) {
    this.firstWaitMs = firstWaitMs
  }

  /**
   * Takes in a refusal; says whether it begins a new stop. Refusals of requests that were under way when the stop began
   * belong to it.
   * @param retryAfterMs 0 where the vendor gave no time
   */
  refuse(retryAfterMs: number, now: number): boolean {
    const begins = now >= this.until
    if (begins) this.refusals++
    this.goodAnswers = 0
    if (retryAfterMs > 0) {
      this.until = Math.max(this.until, now + Math.min(retryAfterMs, longestWaitMs))
    } else if (begins) {
      const wait = this.firstWaitMs * 2 ** Math.min(this.refusals - 1, 20)
      // Jitter only lengthens: the first wait is what vendors ask for at least.
      this.until = now + Math.min(wait * (1 + Math.random() / 5), longestWaitMs)
    }
    return begins
  }

  /** Takes over a stop that another worker told of; says whether it begins one here. */
  hold(until: number, now: number): boolean {
    const begins = now >= this.until && until > now
    this.until = Math.max(this.until, until)
    return begins
  }

  /** Takes in an answer that was not refused, to a request sent at `askedAt`. */
  accept(askedAt: number): void {
    if (this.refusals === 0 || askedAt < this.until) return
    this.goodAnswers++
    if (this.goodAnswers < goodAnswersToForget) return
    this.refusals = 0
    this.goodAnswers = 0
  }

  /** Says whether nothing here is worth remembering. */
  isForgettable(now: number): boolean {
    return now >= this.until
  }
}
