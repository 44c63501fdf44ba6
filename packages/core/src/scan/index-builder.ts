import type { Index, IndexReader } from '../contract/facet.ts'
import type { UnreadableItem } from '../contract/page.ts'
import type { Cause } from './gap-of-error.ts'
import { Table } from './table.ts'

/** Builds look-up tables while streams are read. A table counts only once its whole stream was read. */
export class IndexBuilder {
  readonly #tables = new Map<string, Table>()
  readonly #complete = new Set<string>()
  readonly #causes = new Map<string, Cause>()

  /** Starts tables anew, those apart that are complete already. */
  begin(indexes: readonly Index[]): void {
    for (const index of indexes) {
      if (this.#complete.has(index.name)) continue
      this.#tables.set(index.name, new Table(index))
      this.#causes.delete(index.name)
    }
  }

  /** Adds to tables that are being built; what is complete stays as it is. */
  add(indexes: readonly Index[], items: readonly unknown[]): void {
    for (const index of indexes) {
      if (this.#complete.has(index.name)) continue
      const table = this.#tables.get(index.name)
      for (const item of items) table?.add(item)
    }
  }

  /** Items that arrived but could not be read: a table knows them by their key, or is not whole. */
  unreadable(indexes: readonly Index[], items: readonly UnreadableItem[]): void {
    for (const index of indexes) {
      if (this.#complete.has(index.name)) continue
      for (const { key, reason, message } of items) {
        if (key !== undefined && !index.by) this.#tables.get(index.name)?.hide(key, message)
        else this.fail([index], { reason, message })
      }
    }
  }

  /** The streams were read to the end: all tables without a fault are whole. */
  complete(indexes: readonly Index[]): void {
    for (const index of indexes) if (!this.#causes.has(index.name)) this.#complete.add(index.name)
  }

  /** The stream could not be read to the end: nobody may look anything up. */
  fail(indexes: readonly Index[], cause: Cause): void {
    for (const index of indexes) {
      if (!this.#complete.has(index.name) && !this.#causes.has(index.name)) this.#causes.set(index.name, cause)
    }
  }

  /** Why a table is not whole. */
  causeOf(index: Index): Cause {
    const cause = this.#causes.get(index.name)
    const message = `${index.of.name} could not be read to the end, and things are looked up in it`
    return cause ? { ...cause, message: `${message}: ${cause.message}` } : { reason: 'dependency', message }
  }

  isComplete(index: Index): boolean {
    return this.#complete.has(index.name)
  }

  /** Why something may be missing in these tables: they were not read to the end, or an item of theirs was unreadable. */
  doubtOf(indexes: readonly Index[]): Cause | undefined {
    for (const index of indexes) {
      if (!this.#complete.has(index.name)) return this.causeOf(index)
      const message = this.#tables.get(index.name)?.doubt
      if (message !== undefined) return { reason: 'dependency', message }
    }
    return undefined
  }

  reader(index: Index): IndexReader | undefined {
    return this.#complete.has(index.name) ? this.#tables.get(index.name) : undefined
  }

  /** What is there of a table, whole or not. */
  available(index: Index): IndexReader {
    return this.#tables.get(index.name)?.available ?? new Map()
  }
}
