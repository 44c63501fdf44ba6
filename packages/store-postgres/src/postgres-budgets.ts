import type { BudgetStore, Clock, JsonValue } from '@opencasb/core'
import { toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'

const now = 'coalesce($1::bigint, (extract(epoch from clock_timestamp()) * 1000)::bigint)'

/** Leaves the note, clears some of those that nobody reads any more, reads the others. */
const exchangeSql = `with put as (
    insert into {budget_note}(key, holder, note, ends_at) values($2, $3, $4, ${now} + $5::bigint)
    on conflict (key, holder) do update set note = excluded.note, ends_at = excluded.ends_at),
  ended as (delete from {budget_note} where (key, holder) in (
    select key, holder from {budget_note} where ends_at <= ${now} and (key, holder) <> ($2, $3)
    limit 100 for update skip locked))
  select note from {budget_note} where key = $2 and holder <> $3 and ends_at > ${now}`
const leaveSql = 'delete from {budget_note} where key = $1 and holder = $2'

/** Notes of those who share a credential; they end by the database's clock. */
export function postgresBudgets(database: Database, clock: Clock | undefined): BudgetStore {
  return {
    async exchange(key, holder, note, ttlMs) {
      const texts = [key, holder].map(toStoredText)
      const values = [clock?.now() ?? null, ...texts, JSON.stringify(note), ttlMs]
      const rows = await database.rows<{ note: string }>(exchangeSql, values)
      return rows.map((row): JsonValue => JSON.parse(row.note))
    },
    async leave(key, holder) {
      await database.run(leaveSql, [toStoredText(key), toStoredText(holder)])
    },
  }
}
