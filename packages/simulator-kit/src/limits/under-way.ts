/** Counts the requests that are under way, per payer. */
export class UnderWay {
  readonly #active = new Map<string, number>()

  /** Counts one more, unless there are as many as may be. @returns whether it was let in */
  begin(key: string, limit: number = Number.POSITIVE_INFINITY): boolean {
    const active = this.#active.get(key) ?? 0
    if (active >= limit) return false
    this.#active.set(key, active + 1)
    return true
  }

  end(key: string): void {
    const active = this.#active.get(key) ?? 0
    if (active <= 1) this.#active.delete(key)
    else this.#active.set(key, active - 1)
  }
}
