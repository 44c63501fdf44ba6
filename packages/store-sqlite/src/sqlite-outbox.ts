import type { OutboxEntry, OutboxFilter, OutboxStore } from '@opencasb/core'
import {
  decodeCursor,
  encodeCursor,
  outboxColumns,
  outboxValues,
  pageLimit,
  type StoredOutboxRow,
  toOutboxRow,
  toStoredList,
  toStoredText,
} from '@opencasb/store-kit'
import type { Database } from './database.ts'
import type { NameTable } from './name-table.ts'

const addSql = `insert into outbox(${outboxColumns}) values(${outboxColumns.replaceAll(/\w+/g, '?')})
  on conflict(sink, entry_id) do nothing`
const isDue = `sink = ? and state = 'waiting' and next_at <= ?`
const claimed = `select id, ${outboxColumns} from outbox indexed by`
const isAmongOthers = 'integration_id not in (select id from integration where key in (select value from json_each(?)))'

/** Adds messages; those of integrations that are gone are dropped. Call it inside of a transaction. */
export function addToOutbox(database: Database, names: NameTable, entries: readonly OutboxEntry[]): void {
  for (const entry of entries) {
    const integrationId = names.integrationId(entry.integration)
    if (integrationId !== undefined) database.run(addSql, ...outboxValues(integrationId, entry))
  }
}

/** Messages in the database. */
export function sqliteOutbox(database: Database, names: NameTable): OutboxStore {
  const rowOf = (row: StoredOutboxRow) => toOutboxRow(row, names.integrationKey(row.integration_id))
  const due = (
    sink: string,
    now: string,
    except: readonly string[],
    limit: number,
  ): (StoredOutboxRow & { readonly id: number })[] => {
    // Asked first, so that a long queue which waits for its receiver is not walked through each time.
    if (!database.get(`select 1 from outbox indexed by outbox_due where ${isDue} limit 1`, sink, now)) return []
    const [condition, values] = except.length > 0 ? [`and ${isAmongOthers}`, [toStoredList(except)]] : ['', []]
    return database.all(
      `${claimed} outbox_order where ${isDue} ${condition} order by created_at, entry_id limit ?`,
      sink,
      now,
      ...values,
      limit,
    )
  }

  return {
    add: (entries) => database.write(() => addToOutbox(database, names, entries)),
    claim: ({ sink, now, until, limit, except = [] }) =>
      database.write(() => {
        const rows = due(toStoredText(sink), now, except, limit)
        const ids = JSON.stringify(rows.map(({ id }) => id))
        database.run('update outbox set next_at = ? where id in (select value from json_each(?))', until, ids)
        return rows.map(rowOf)
      }),
    done: (sink, ids) =>
      database.write(() => {
        const sql = 'delete from outbox where sink = ? and entry_id in (select value from json_each(?))'
        database.run(sql, toStoredText(sink), toStoredList(ids))
      }),
    failed: (sink, failures) =>
      database.write(() => {
        for (const { id, error, nextAt } of failures) {
          database.run(
            `update outbox set attempts = attempts + 1, last_error = ?, state = coalesce(?, state),
               next_at = coalesce(?, next_at) where sink = ? and entry_id = ?`,
            toStoredText(error),
            nextAt === undefined ? 'dead' : null,
            nextAt ?? null,
            toStoredText(sink),
            toStoredText(id),
          )
        }
      }),
    list: (filter, options = {}) =>
      database.read(() => {
        const limit = pageLimit(options.limit)
        const { conditions, values } = conditionsOf(filter)
        if (options.after !== undefined) {
          conditions.push('(created_at, entry_id, sink) > (?, ?, ?)')
          values.push(...decodeCursor(options.after, ['string', 'string', 'string']))
        }
        const rows = database.all<StoredOutboxRow>(
          `select ${outboxColumns} from outbox where ${conditions.join(' and ')} order by created_at, entry_id, sink limit ?`,
          ...values,
          limit + 1,
        )
        const items = rows.slice(0, limit).map(rowOf)
        const last = rows[limit - 1]
        if (rows.length <= limit || !last) return { items }
        return { items, cursor: encodeCursor([last.created_at, last.entry_id, last.sink]) }
      }),
    revive: (filter, now) =>
      database.write(() => {
        const { conditions, values } = conditionsOf({ ...filter, state: 'dead' })
        const sql = `update outbox set state = 'waiting', next_at = ? where ${conditions.join(' and ')}`
        return database.run(sql, now, ...values)
      }),
    discard: (filter) =>
      database.write(() => {
        const { conditions, values } = conditionsOf(filter)
        return database.run(`delete from outbox where ${conditions.join(' and ')}`, ...values)
      }),
  }
}

function conditionsOf({ sink, integration, state }: OutboxFilter): {
  conditions: string[]
  values: (string | number)[]
} {
  const conditions: string[] = ['true']
  const values: string[] = []
  const equals = (condition: string, value: string | undefined): void => {
    if (value === undefined) return
    conditions.push(condition)
    values.push(toStoredText(value))
  }
  equals('sink = ?', sink)
  equals('integration_id = (select id from integration where key = ?)', integration)
  equals('state = ?', state)
  return { conditions, values }
}
