/** What is known of an organisational unit here, as the Directory API has it. */
export interface TreeUnit {
  /** With `id:`; absent for the unit at the top. */
  readonly parentId: string | undefined
  /** `/Sales/Europe`; `/` for the unit at the top. */
  readonly path: string
}

/** Finds units by the Directory API's ids. */
export interface UnitReader {
  get(id: string): TreeUnit | undefined
  entries(): Iterable<readonly [string, unknown]>
}

/** What ids of units begin with in the Directory API, and not in the Policy API. */
const prefix = 'id:'

/** The units of an account, and who inherits from whom, by the ids that policies have: without `id:`. */
export class OrganizationalTree {
  readonly #units: UnitReader
  readonly #chains = new Map<string, readonly string[]>()
  /** The unit at the top; absent where nothing tells it. */
  readonly root: string | undefined

  constructor(units: UnitReader) {
    this.#units = units
    this.root = this.#findRoot()
  }

  /** Whether a policy for this unit concerns anybody: a unit that was deleted leaves its policies behind for a while. */
  has(id: string): boolean {
    return id === this.root || this.#get(id) !== undefined
  }

  pathOf(id: string): string {
    return id === this.root ? '/' : (this.#get(id)?.path ?? id)
  }

  /** The unit itself, then its parent, up to the top. */
  chain(id: string): readonly string[] {
    const known = this.#chains.get(id)
    if (known) return known
    const chain: string[] = []
    let at: string | undefined = id
    while (at !== undefined && !chain.includes(at)) {
      chain.push(at)
      at = at === this.root ? undefined : (this.#parentOf(at) ?? this.root)
    }
    this.#chains.set(id, chain)
    return chain
  }

  /** The top is listed without a parent, or only known as somebody's parent. */
  #findRoot(): string | undefined {
    for (const [first] of this.#units.entries()) {
      const seen = new Set<string>()
      let at = bareId(first)
      while (!seen.has(at)) {
        seen.add(at)
        const parent = this.#parentOf(at)
        if (parent === undefined) break
        at = parent
      }
      return at
    }
    return undefined
  }

  #get(id: string): TreeUnit | undefined {
    return this.#units.get(`${prefix}${id}`)
  }

  #parentOf(id: string): string | undefined {
    const parent = this.#get(id)?.parentId
    return parent === undefined ? undefined : bareId(parent)
  }
}

function bareId(id: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id
}
