/** A row that a walk comes to. */
export interface WalkStep {
  readonly id: number
  readonly fingerprint: string
}

/** The rows that a walk has yet to come to, in order. */
export interface Walk {
  /** Whoever takes some takes them out of the list. */
  readonly steps: WalkStep[]
  /** Whether there may be more behind them. */
  readonly isCut: boolean
}

interface KeptWalk {
  readonly walk: Walk
  /** The fingerprint that the walk has come to. */
  readonly after: string
}

/**
 * Walks that are read page by page: the rows to come are remembered, instead of being searched and sorted again for each
 * page. Only so many at once; of more the one that was asked for longest ago starts over.
 */
export class RememberedWalks {
  readonly #most: number
  readonly #walks = new Map<string, KeptWalk>()

  constructor(most: number) {
    this.#most = most
  }

  /** Gives a walk away, where one is known under the key that has come this far; one that is elsewhere is forgotten. */
  take(key: string, after: string): Walk | undefined {
    const kept = this.#walks.get(key)
    this.#walks.delete(key)
    return kept?.after === after ? kept.walk : undefined
  }

  /** Keeps a walk until its next page; without a fingerprint that it has come to, or at its end, there is nothing to keep. */
  keep(key: string, walk: Walk, after: string | undefined): void {
    if (after === undefined || walk.steps.length === 0) return
    this.#walks.set(key, { walk, after })
    const [oldest] = this.#walks.keys()
    if (oldest !== undefined && this.#walks.size > this.#most) this.#walks.delete(oldest)
  }
}
