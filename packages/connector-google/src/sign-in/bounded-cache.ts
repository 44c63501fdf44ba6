/** Keeps the last used of a kind; what was not used for longest goes first. */
export class BoundedCache<V> {
  readonly #entries = new Map<string, V>()
  readonly #capacity: number

  /** @param capacity how many are kept at most */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** What is kept under the key; made where nothing is. */
  get(key: string, make: () => V): V {
    const value = this.#entries.get(key) ?? make()
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size > this.#capacity) {
      const oldest = this.#entries.keys().next()
      if (!oldest.done) this.#entries.delete(oldest.value)
    }
    return value
  }
}
