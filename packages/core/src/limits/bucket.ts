import type { Clock } from '../clock/clock.ts'
import type { RateTicket } from '../contract/rate-limiter.ts'
import { Pace } from './pace.ts'
import { QuotaWindow, untilSettled } from './quota-window.ts'
import { RefusalStop } from './refusal-stop.ts'

/** The first wait after a refusal of one bucket where the vendor gives no time. */
const firstWaitMs = 2_000

/** A request that waits for its bucket to open. */
export interface Waiting {
  readonly ticket: RateTicket
  readonly admit: () => void
  readonly reject: (reason: unknown) => void
}

/** One of a vendor's quotas for one credential, with those that wait for it. */
export class Bucket {
  readonly name: string
  readonly quota: QuotaWindow = new QuotaWindow()
  readonly stop: RefusalStop = new RefusalStop(firstWaitMs)
  /** Oldest first. */
  readonly waiting: Set<Waiting> = new Set()
  /** The timer for those who wait. */
  alarm: { readonly at: number; readonly cancel: () => void } | undefined
  private readonly pace: Pace = new Pace()

  constructor(name: string) {
    this.name = name
  }

  /** How long a request has to wait for this bucket: 0 for not at all, {@link untilSettled} where answers under way decide. */
  wait(ticket: RateTicket, reserve: number, now: number, holders: number): number {
    const quota = this.quota.wait(ticket.cost ?? 1, reserve, now, holders)
    if (quota === untilSettled) return untilSettled
    const paced = ticket.pace ? this.pace.wait(ticket.pace.perMs, now, holders > 1) : 0
    return Math.max(quota, paced, this.stop.until - now, 0)
  }

  /** Charges a request that is sent. */
  take(ticket: RateTicket, now: number, holders: number): void {
    const cost = ticket.cost ?? 1
    this.quota.inFlight += cost
    if (ticket.pace) this.pace.take(cost, ticket.pace.units / holders, ticket.pace.perMs, now)
  }

  /** Calls once after so many milliseconds; an earlier call that is set already stays. */
  wakeAfter(ms: number, clock: Clock, call: () => void): void {
    const at = clock.monotonic() + ms
    if (this.alarm && this.alarm.at <= at) return
    this.alarm?.cancel()
    const controller = new AbortController()
    const alarm = {
      at,
      cancel: () => {
        controller.abort()
        if (this.alarm === alarm) this.alarm = undefined
      },
    }
    this.alarm = alarm
    clock.sleep(ms, controller.signal).then(
      () => {
        if (this.alarm === alarm) this.alarm = undefined
        call()
      },
      () => undefined,
    )
  }

  /** Says whether nothing here is worth remembering. */
  isForgettable(now: number): boolean {
    return this.waiting.size === 0 && this.quota.isForgettable(now) && this.stop.isForgettable(now)
  }
}
