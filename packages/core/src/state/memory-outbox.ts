import type { OutboxEntry, OutboxFilter, OutboxRow, OutboxStore } from '../contract/outbox.ts'
import { compareText } from './compare-text.ts'
import { sortByKey, takePage } from './memory-page.ts'

/** The outbox in memory, with what the rest of the state does to it. */
export interface MemoryOutbox extends OutboxStore {
  /** Adds at once, as a part of a commit. */
  put(entries: readonly OutboxEntry[]): void
  /** Forgets the messages of an integration; says how many. */
  forget(integration: string): number
}

/** Keeps messages as long as the process lives; those of integrations that are gone are dropped. */
export function memoryOutbox(isKnown: (integration: string) => boolean): MemoryOutbox {
  const rows = new Map<string, OutboxRow>()
  const keyOf = (sink: string, id: string): string => JSON.stringify([sink, id])
  const compare = (a: readonly string[], b: readonly string[]): number =>
    [0, 1, 2].reduce((order, part) => order || compareText(a[part] ?? '', b[part] ?? ''), 0)
  const order = { key: (row: OutboxRow) => [row.createdAt, row.id, row.sink], compare }

  const put = (entries: readonly OutboxEntry[]): void => {
    for (const entry of entries) {
      const key = keyOf(entry.sink, entry.id)
      if (rows.has(key) || !isKnown(entry.integration)) continue
      rows.set(key, { ...structuredClone(entry), state: 'waiting', attempts: 0, nextAt: entry.createdAt })
    }
  }
  const discard = (filter: OutboxFilter): number => {
    const found = [...rows].filter(([, row]) => matches(row, filter))
    for (const [key] of found) rows.delete(key)
    return found.length
  }

  return {
    put,
    forget: (integration) => discard({ integration }),
    async add(entries) {
      put(entries)
    },
    async claim({ sink, now, until, limit, except = [] }) {
      const isDue = (row: OutboxRow): boolean =>
        row.sink === sink && row.state === 'waiting' && row.nextAt <= now && !except.includes(row.integration)
      const due = [...rows.values()].filter(isDue)
      const taken = sortByKey(due, order).slice(0, limit)
      for (const row of taken) rows.set(keyOf(sink, row.id), { ...row, nextAt: until })
      return taken
    },
    async done(sink, ids) {
      for (const id of ids) rows.delete(keyOf(sink, id))
    },
    async failed(sink, failures) {
      for (const { id, error, nextAt } of failures) {
        const row = rows.get(keyOf(sink, id))
        if (!row) continue
        const next = nextAt === undefined ? { state: 'dead' as const } : { nextAt }
        rows.set(keyOf(sink, id), { ...row, ...next, attempts: row.attempts + 1, lastError: error })
      }
    },
    async list(filter, options) {
      const paging = { ...order, matches: (row: OutboxRow) => matches(row, filter), item: (row: OutboxRow) => row }
      return takePage(sortByKey(rows.values(), order), paging, options)
    },
    async revive(filter, now) {
      const dead = [...rows].filter(([, row]) => matches(row, { ...filter, state: 'dead' }))
      for (const [key, row] of dead) rows.set(key, { ...row, state: 'waiting', nextAt: now })
      return dead.length
    },
    async discard(filter) {
      return discard(filter)
    },
  }
}

function matches(row: OutboxRow, { sink, integration, state }: OutboxFilter): boolean {
  return (
    (sink === undefined || row.sink === sink) &&
    (integration === undefined || row.integration === integration) &&
    (state === undefined || row.state === state)
  )
}
