/** Counts points over the last sixty seconds, second by second. */
export class MinutePoints {
  readonly #points = new Float64Array(60)
  /** The latest second that was counted. */
  #second = Number.NEGATIVE_INFINITY
  #sum = 0

  /** Adds points where they still fit; otherwise tells after how many seconds they will. */
  take(points: number, limit: number, now: number): { readonly waitSeconds: number } | undefined {
    this.#advance(Math.floor(now / 1000))
    if (this.#sum + points > limit) return { waitSeconds: this.#wait(points, limit) }
    const at = ((this.#second % 60) + 60) % 60
    this.#points[at] = (this.#points[at] ?? 0) + points
    this.#sum += points
    return undefined
  }

  #advance(second: number): void {
    const steps = Math.min(60, second - this.#second)
    for (let step = 1; step <= steps; step++) {
      const at = (((second - steps + step) % 60) + 60) % 60
      this.#sum -= this.#points[at] ?? 0
      this.#points[at] = 0
    }
    if (second > this.#second) this.#second = second
  }

  #wait(points: number, limit: number): number {
    let sum = this.#sum
    for (let seconds = 1; seconds < 60; seconds++) {
      sum -= this.#points[(((this.#second + seconds) % 60) + 60) % 60] ?? 0
      if (sum + points <= limit) return seconds
    }
    return 60
  }
}
