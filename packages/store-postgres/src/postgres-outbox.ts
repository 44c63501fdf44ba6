import type { OutboxEntry, OutboxFilter, OutboxStore } from '@opencasb/core'
import {
  decodeCursor,
  encodeCursor,
  outboxColumns,
  outboxValues,
  pageLimit,
  type StoredOutboxRow,
  toOutboxRow,
  toStoredText,
} from '@opencasb/store-kit'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { NameTable } from './name-table.ts'
import type { QueryBuilder } from './tables.ts'
import type { Queryable } from './transaction.ts'

const columns = outboxColumns.split(', ')
const types: Readonly<Record<string, string>> = { integration_id: 'text', attempts: 'integer' }
const arrays = columns.map((column, at) => `$${at + 1}::${types[column] ?? 'text'}[]`)

/** Messages of integrations that are gone are dropped. The lock keeps one from being removed before its message is there to be erased. */
const addSql = `insert into {outbox}(${outboxColumns})
  select i.id, ${columns
    .slice(1)
    .map((column) => `given.${column}`)
    .join(', ')}
    from unnest(${arrays.join(', ')}) as given(${outboxColumns}) join {integration} i on i.key = given.integration_id
    for key share of i
  on conflict (sink, entry_id) do nothing`
const claimSql = `with due as materialized (
    select id, next_at from {outbox} where sink = $1 and state = 'waiting' and next_at <= $2
      and integration_id <> all(array(select id from {integration} where key = any($5::text[])))
    order by sink, created_at, entry_id limit $4 for update skip locked)
  update {outbox} o set next_at = $3 from due where o.id = due.id
  returning ${columns.map((column) => (column === 'next_at' ? 'due.next_at' : `o.${column}`)).join(', ')}`
const failedSql = `update {outbox} o
  set attempts = o.attempts + 1, last_error = given.error, next_at = coalesce(given.next_at, o.next_at),
    state = case when given.next_at is null then 'dead' else 'waiting' end
  from unnest($2::text[], $3::text[], $4::text[]) as given(id, error, next_at)
  where o.sink = $1 and o.entry_id = given.id`

/** Adds messages; one that is there already is left as it is. */
export async function addToOutbox(connection: Queryable, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => [toStoredText(entry.integration), ...outboxValues(0, entry).slice(1)])
  await connection.run(
    addSql,
    columns.map((_, column) => rows.map((row) => row[column] ?? null)),
  )
}

/** Messages in the database. */
export function postgresOutbox(database: Database, builder: QueryBuilder, names: NameTable): OutboxStore {
  const toRows = async (rows: readonly StoredOutboxRow[]) => {
    const keys = await names.integrationKeys(
      database,
      rows.map(({ integration_id }) => integration_id),
    )
    return rows.map((row) => toOutboxRow(row, keys.get(row.integration_id) ?? ''))
  }
  const matching = ({ sink, integration, state }: OutboxFilter) => {
    const parts = [sql<boolean>`true`]
    if (sink !== undefined) parts.push(sql`sink = ${toStoredText(sink)}`)
    if (state !== undefined) parts.push(sql`state = ${state}`)
    if (integration !== undefined) {
      const ids = builder.selectFrom('integration').select('id').where('key', '=', toStoredText(integration))
      parts.push(sql`integration_id = (${ids})`)
    }
    return sql<boolean>`${sql.join(parts, sql` and `)}`
  }

  return {
    add: (entries) => addToOutbox(database, entries),
    async claim({ sink, now, until, limit, except = [] }) {
      const rows = await database.transaction((transaction) =>
        transaction.rows<StoredOutboxRow>(claimSql, [toStoredText(sink), now, until, limit, except.map(toStoredText)]),
      )
      return toRows(rows.sort(byCreation))
    },
    async done(sink, ids) {
      const values = [toStoredText(sink), ids.map(toStoredText)]
      if (ids.length > 0)
        await database.run('delete from {outbox} where sink = $1 and entry_id = any($2::text[])', values)
    },
    async failed(sink, failures) {
      if (failures.length === 0) return
      const cells = [
        failures.map(({ id }) => toStoredText(id)),
        failures.map(({ error }) => toStoredText(error)),
        failures.map(({ nextAt }) => nextAt ?? null),
      ]
      await database.transaction((transaction) => transaction.run(failedSql, [toStoredText(sink), ...cells]))
    },
    async list(filter, options = {}) {
      const limit = pageLimit(options.limit)
      let query = builder.selectFrom('outbox').selectAll().where(matching(filter))
      if (options.after !== undefined) {
        const key = decodeCursor(options.after, ['string', 'string', 'string'])
        query = query.where(sql<boolean>`(created_at, entry_id, sink) > (${sql.join(key)})`)
      }
      const ordered = query
        .orderBy('created_at')
        .orderBy('entry_id')
        .orderBy('sink')
        .limit(limit + 1)
      const rows = await database.ask<StoredOutboxRow>(ordered.compile())
      const items = await toRows(rows.slice(0, limit))
      const last = rows[limit - 1]
      if (rows.length <= limit || !last) return { items }
      return { items, cursor: encodeCursor([last.created_at, last.entry_id, last.sink]) }
    },
    revive: (filter, now) =>
      database.change(
        builder
          .updateTable('outbox')
          .set({ state: 'waiting', next_at: now })
          .where(matching({ ...filter, state: 'dead' }))
          .compile(),
      ),
    discard: (filter) => database.change(builder.deleteFrom('outbox').where(matching(filter)).compile()),
  }
}

function byCreation(a: StoredOutboxRow, b: StoredOutboxRow): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1
  return Buffer.compare(Buffer.from(a.entry_id), Buffer.from(b.entry_id))
}
