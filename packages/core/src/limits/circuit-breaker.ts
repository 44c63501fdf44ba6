import { untilSettled } from './quota-window.ts'

/**
 * So many failures in a row, and no answer in between, are an outage. More than one request's repetitions, or one
 * object that always fails would look like one.
 */
const failuresToOpen = 8
const firstPauseMs = 5_000
const longestPauseMs = 60_000

/** Stops asking a vendor that is down: one request at a time finds out whether it is back. */
export class CircuitBreaker {
  /** Since when the vendor has been down; `undefined` while it is up. */
  downSince: number | undefined
  private failures = 0
  private probes = 0
  private probeAt = 0
  private probing = false

  /** How long a request has to wait: 0 for not at all, {@link untilSettled} while a probe is under way. */
  wait(now: number): number {
    if (this.downSince === undefined) return 0
    return this.probing ? untilSettled : Math.max(0, this.probeAt - now)
  }

  /** Says that a request is sent; returns whether it is the probe. */
  send(): boolean {
    if (this.downSince === undefined) return false
    this.probing = true
    return true
  }

  /** The vendor answered, whatever it said. */
  succeed(): void {
    this.downSince = undefined
    this.failures = 0
    this.probes = 0
    this.probing = false
  }

  /** The vendor did not answer, or with a server error. */
  fail(wasProbe: boolean, now: number): void {
    this.failures++
    if (this.downSince === undefined) {
      if (this.failures < failuresToOpen) return
      this.downSince = now
      this.probeAt = now + firstPauseMs
      return
    }
    if (!wasProbe) return
    this.probing = false
    this.probes++
    this.probeAt = now + Math.min(firstPauseMs * 2 ** this.probes, longestPauseMs)
  }

  /** A request ended without telling anything about the vendor. */
  release(wasProbe: boolean): void {
    if (wasProbe) this.probing = false
  }
}
