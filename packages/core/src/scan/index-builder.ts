import type { Index, IndexReader } from '../contract/facet.ts'
import type { Cause } from './gap-of-error.ts'

/** Builds look-up tables while streams are read. A table counts only once its whole stream was read. */
export class IndexBuilder {
  readonly #tables = new Map<string, Map<string, unknown>>()
  readonly #complete = new Set<string>()
  readonly #causes = new Map<string, Cause>()

  add(indexes: readonly Index[], items: readonly unknown[]): void {
    for (const index of indexes) {
      const table = this.#tables.get(index.name) ?? new Map<string, unknown>()
      this.#tables.set(index.name, table)
      for (const item of items) {
        const value = index.pick(item)
        if (value !== undefined) table.set(index.by?.(item) ?? index.of.key(item), value)
      }
    }
  }

  complete(indexes: readonly Index[]): void {
    for (const index of indexes) {
      if (!this.#tables.has(index.name)) this.#tables.set(index.name, new Map())
      this.#complete.add(index.name)
    }
  }

  /** The stream could not be read to the end: nobody may look anything up. */
  fail(indexes: readonly Index[], cause: Cause): void {
    for (const index of indexes) this.#causes.set(index.name, cause)
  }

  /** Why a table is not whole. */
  causeOf(index: Index): Cause {
    const cause = this.#causes.get(index.name)
    const message = `${index.of.name} could not be read to the end, and checks look things up in it`
    return cause ? { ...cause, message: `${message}: ${cause.message}` } : { reason: 'dependency', message }
  }

  isComplete(index: Index): boolean {
    return this.#complete.has(index.name)
  }

  reader(index: Index): IndexReader | undefined {
    return this.#complete.has(index.name) ? this.#tables.get(index.name) : undefined
  }
}
