/** One change of a thing that has a change feed. */
export interface LoggedChange {
  readonly index: number
  readonly removed: boolean
}

/** Remembers what changed, in order, so that a change feed can tell. */
export class ChangeLog {
  readonly #changes: LoggedChange[] = []

  /** Where a feed starts that is to tell what happens from now on. */
  get end(): number {
    return this.#changes.length
  }

  add(index: number, removed = false): void {
    this.#changes.push({ index, removed })
  }

  /** Changes from a place on, oldest first. */
  slice(from: number, count: number): readonly LoggedChange[] {
    return this.#changes.slice(from, from + count)
  }
}
