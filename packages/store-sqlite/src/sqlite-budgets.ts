import type { BudgetStore, Clock, JsonValue } from '@opencasb/core'
import { toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'

/**
 * Erases all notes. Call it inside of a transaction. Their keys are digests of credentials, and nothing says whose; who
 * still makes requests leaves a new note within a second.
 */
export function eraseNotes(database: Database): void {
  database.run('delete from budget_note')
}

/** Notes of those who share a credential, in the database: they end by the wall clock. */
export function sqliteBudgets(database: Database, clock: Clock): BudgetStore {
  return {
    exchange: (key, holder, note, ttlMs) =>
      database.write(() => {
        const now = clock.now()
        const own = [toStoredText(key), toStoredText(holder)]
        database.run('delete from budget_note where ends_at <= ?', now)
        database.run(
          `insert into budget_note(key, holder, note, ends_at) values(?, ?, ?, ?)
             on conflict(key, holder) do update set note = excluded.note, ends_at = excluded.ends_at`,
          ...own,
          JSON.stringify(note),
          now + ttlMs,
        )
        return database
          .all<{ note: string }>('select note from budget_note where key = ? and holder <> ? order by holder', ...own)
          .map((row): JsonValue => JSON.parse(row.note))
      }),
    leave: async (key, holder) => {
      await database.write(() =>
        database.run('delete from budget_note where key = ? and holder = ?', toStoredText(key), toStoredText(holder)),
      )
    },
  }
}
