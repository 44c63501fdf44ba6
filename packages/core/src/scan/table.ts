import type { Index, IndexReader } from '../contract/facet.ts'
import { DependencyError } from '../errors/dependency-error.ts'

/** One look-up table. What could not be read is known by its key, so that asking for it is noticed. */
export class Table implements IndexReader {
  readonly #index: Index
  readonly #values = new Map<string, unknown>()
  readonly #hidden = new Map<string, string>()

  constructor(index: Index) {
    this.#index = index
  }

  add(item: unknown): void {
    const { by, of } = this.#index
    const key = by ? by(item) : of.key(item)
    const value = this.#index.pick(item, this.#values.get(key))
    if (value !== undefined) this.#values.set(key, value)
  }

  /** Remembers that an item exists that nobody could read. */
  hide(key: string, message: string): void {
    this.#hidden.set(key, message)
  }

  /** Why the table as a whole is not to be trusted. */
  get doubt(): string | undefined {
    const [first] = this.#hidden
    return first && `${this.#index.of.name} ${first[0]} could not be read: ${first[1]}`
  }

  /** What is there, without regard to what is not. */
  get available(): IndexReader {
    return this.#values
  }

  get(key: string): unknown {
    this.#refuseHidden(key)
    return this.#values.get(key)
  }

  has(key: string): boolean {
    this.#refuseHidden(key)
    return this.#values.has(key)
  }

  values(): Iterable<unknown> {
    this.#refuseDoubt()
    return this.#values.values()
  }

  entries(): Iterable<readonly [string, unknown]> {
    this.#refuseDoubt()
    return this.#values.entries()
  }

  get size(): number {
    this.#refuseDoubt()
    return this.#values.size
  }

  #refuseHidden(key: string): void {
    const message = this.#hidden.get(key)
    if (message !== undefined)
      throw new DependencyError(`${this.#index.of.name} ${key} could not be read, and is looked up: ${message}`)
  }

  #refuseDoubt(): void {
    const { doubt } = this
    if (doubt !== undefined) throw new DependencyError(`${doubt}, and all of them are looked at`)
  }
}
