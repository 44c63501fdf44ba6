import type { Index, IndexReader } from '../contract/facet.ts'

/** Builds look-up tables while streams are read. A table counts only once its whole stream was read. */
export class IndexBuilder {
  readonly #tables = new Map<string, Map<string, unknown>>()
  readonly #complete = new Set<string>()

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

  isComplete(index: Index): boolean {
    return this.#complete.has(index.name)
  }

  reader(index: Index): IndexReader | undefined {
    return this.#complete.has(index.name) ? this.#tables.get(index.name) : undefined
  }
}
