/** Counts the changes of a world, so that what was computed from it can be thrown away. */
export interface Revision {
  value: number
}

/**
 * A list of any length that is not held in memory: each item is computed from its index. Only what was changed, removed
 * or added since is remembered. Indices never move and are never used again; ranks (the place in the list) do move.
 */
export class Collection<T extends object> {
  readonly #make: (index: number) => T
  readonly #revision: Revision
  readonly #changed = new Map<number, Partial<T>>()
  #end: number
  /** Ascending. */
  #removed: number[] = []
  readonly #selections = new Map<string, { readonly revision: number; readonly indices: Uint32Array }>()

  constructor(size: number, revision: Revision, make: (index: number) => T) {
    this.#end = size
    this.#revision = revision
    this.#make = make
  }

  get count(): number {
    return this.#end - this.#removed.length
  }

  /** One past the highest index that was ever used. */
  get end(): number {
    return this.#end
  }

  has(index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < this.#end && !this.#isRemoved(index)
  }

  get(index: number): T | undefined {
    return this.has(index) ? this.#item(index) : undefined
  }

  /** The index of the item at a place of the list. */
  indexAt(rank: number): number | undefined {
    if (rank < 0 || rank >= this.count) return undefined
    let low = rank
    let high = rank + this.#removed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (middle + 1 - this.#removedUpTo(middle) > rank) high = middle
      else low = middle + 1
    }
    return low
  }

  /** How many items stand before this index. */
  rankOf(index: number): number {
    return Math.min(index, this.#end) - this.#removedUpTo(Math.min(index, this.#end) - 1)
  }

  /** Items by place, in ascending order of index. */
  slice(rank: number, length: number): T[] {
    const items: T[] = []
    const first = this.indexAt(Math.max(0, rank))
    if (first === undefined) return items
    for (let index = first; index < this.#end && items.length < length; index++) {
      if (!this.#isRemoved(index)) items.push(this.#item(index))
    }
    return items
  }

  *all(): Generator<T> {
    for (let index = 0; index < this.#end; index++) if (!this.#isRemoved(index)) yield this.#item(index)
  }

  /** Indices of the items that fit, kept until the world changes. */
  select(name: string, fits: (item: T) => boolean): Uint32Array {
    const known = this.#selections.get(name)
    if (known?.revision === this.#revision.value) return known.indices
    let indices = new Uint32Array(64)
    let length = 0
    for (let index = 0; index < this.#end; index++) {
      if (this.#isRemoved(index) || !fits(this.#item(index))) continue
      if (length === indices.length) {
        const wider = new Uint32Array(length * 2)
        wider.set(indices)
        indices = wider
      }
      indices[length++] = index
    }
    const selection = indices.slice(0, length)
    this.#keep(name, selection)
    return selection
  }

  /** All indices in the order of a number per item, kept until the world changes. */
  sorted(name: string, by: (item: T) => number): Uint32Array {
    const known = this.#selections.get(name)
    if (known?.revision === this.#revision.value) return known.indices
    const values = new Float64Array(this.#end)
    const indices = this.select('', () => true).slice()
    for (const index of indices) values[index] = by(this.#item(index))
    indices.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b)
    this.#keep(name, indices)
    return indices
  }

  change(index: number, changes: Partial<T>): void {
    if (!this.has(index)) return
    this.#changed.set(index, { ...this.#changed.get(index), ...changes })
    this.#revision.value++
  }

  remove(indices: readonly number[]): void {
    const gone = [...new Set(indices)].filter((index) => this.has(index))
    if (gone.length === 0) return
    for (const index of gone) this.#changed.delete(index)
    this.#removed = [...this.#removed, ...gone].sort((a, b) => a - b)
    this.#revision.value++
  }

  /** Adds one at the end and tells its index. */
  add(changes: Partial<T> = {}): number {
    const index = this.#end++
    this.#changed.set(index, changes)
    this.#revision.value++
    return index
  }

  #keep(name: string, indices: Uint32Array): void {
    // Few kinds of list are asked for between two changes; what is older is dropped.
    if (this.#selections.size >= 8) this.#selections.clear()
    this.#selections.set(name, { revision: this.#revision.value, indices })
  }

  #item(index: number): T {
    const changes = this.#changed.get(index)
    return changes ? { ...this.#make(index), ...changes } : this.#make(index)
  }

  #isRemoved(index: number): boolean {
    const removed = this.#removed
    if (removed.length === 0) return false
    return removed[this.#removedUpTo(index) - 1] === index
  }

  /** How many removed indices are not above this one. */
  #removedUpTo(index: number): number {
    let low = 0
    let high = this.#removed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#removed[middle] ?? 0) <= index) low = middle + 1
      else high = middle
    }
    return low
  }
}
