/** A share of the pace may be used at once. */
const burst = 0.1

/** Spreads requests so that no span of `perMs` holds more than `units`. Times are monotonic milliseconds. */
export class Pace {
  private nextAt = 0

  /** How long a request has to wait. Where it `isShared`, nothing may be used at once: several would do so. */
  wait(perMs: number, now: number, isShared: boolean): number {
    return Math.max(0, this.nextAt - (isShared ? 0 : perMs * burst) - now)
  }

  /** Takes the units of a request that is sent. */
  take(cost: number, units: number, perMs: number, now: number): void {
    this.nextAt = Math.max(this.nextAt, now) + (cost * perMs) / (units * (1 - burst))
  }
}
