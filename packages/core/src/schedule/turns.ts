import type { Integration } from '../model/integration.ts'

/** An integration that waits for its scan. */
export interface DueScan {
  readonly integration: Integration
  /** Monotonic milliseconds. */
  readonly since: number
}

/**
 * Whose scan is next: owners and connectors take turns, an integration without an owner being its own. Whoever was
 * served waits from then on, like one that has just become due, so nobody is passed over for ever.
 */
export class Turns {
  readonly #owners = new Map<string, number>()
  readonly #connectors = new Map<string, number>()
  #last = Number.NEGATIVE_INFINITY

  /** The one whose turn it is. */
  next(waiting: Iterable<DueScan>): DueScan | undefined {
    let first: { due: DueScan; rank: readonly number[] } | undefined
    for (const due of waiting) {
      const rank = this.#rank(due)
      if (!first || isBefore(rank, first.rank)) first = { due, rank }
    }
    return first?.due
  }

  /** @param now monotonic milliseconds */
  serve(integration: Integration, now: number): void {
    // Those that are served in the same millisecond were still served one after the other, and after they became due.
    this.#last = Math.max(now, this.#last) + 0.001
    this.#owners.set(ownerOf(integration), this.#last)
    this.#connectors.set(integration.connector, this.#last)
  }

  /** Forgets owners that nothing waits of. */
  keepOnly(waiting: Iterable<DueScan>): void {
    const owners = new Set<string>()
    for (const { integration } of waiting) owners.add(ownerOf(integration))
    for (const owner of this.#owners.keys()) if (!owners.has(owner)) this.#owners.delete(owner)
  }

  #rank({ integration, since }: DueScan): readonly number[] {
    const owner = Math.max(since, this.#owners.get(ownerOf(integration)) ?? since)
    const connector = this.#connectors.get(integration.connector) ?? since
    return [Math.max(owner, connector), owner, connector, since]
  }
}

function ownerOf({ owner, id }: Integration): string {
  return owner === undefined ? `integration ${id}` : `owner ${owner}`
}

function isBefore(rank: readonly number[], other: readonly number[]): boolean {
  const at = rank.findIndex((value, index) => value !== other[index])
  return at >= 0 && (rank[at] ?? 0) < (other[at] ?? 0)
}
