import type { Result } from './soql/run-query.ts'

/** Pages of a listing after the first one. */
export interface Locators {
  /** Keeps a result and names it. */
  keep(result: Result): string
  find(id: string): Result | undefined
}

/** Results that are kept; the oldest are dropped. */
const most = 200

/** Makes the memory of one simulator. */
export function createLocators(): Locators {
  const kept = new Map<string, Result>()
  let made = 0
  return {
    keep(result) {
      const id = `01g${String(++made).padStart(15, '0')}`
      kept.set(id, result)
      const oldest = kept.keys().next().value
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return id
    },
    find: (id) => kept.get(id),
  }
}
