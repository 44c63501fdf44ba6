import { type Clock, type StateStore, systemClock } from '@opencasb/core'
import { CheckWordsTable } from './check-words.ts'
import { NameTable } from './name-table.ts'
import { openDatabase } from './open-database.ts'
import { sqliteCheckpoints } from './sqlite-checkpoints.ts'
import { CommitWriter } from './sqlite-commit.ts'
import { sqliteFindings } from './sqlite-findings.ts'
import { HttpCacheTable } from './sqlite-http-cache.ts'
import { sqliteIntegrations } from './sqlite-integrations.ts'
import { sqliteInventory } from './sqlite-inventory.ts'
import { sqliteLeases } from './sqlite-leases.ts'

/** What {@link createSqliteState} takes. */
export interface SqliteStateOptions {
  /** The database file. It is made where it is missing, with its folder. */
  readonly path: string
  /** Look only: the file must exist, and everything that writes is refused. @default false */
  readonly readOnly?: boolean
  /** Ends leases and times waiting. @default the system's */
  readonly clock?: Clock
}

/**
 * Opens a state that is kept in one SQLite file, for one machine. Several processes may use the file at once.
 * Credentials are not kept in it.
 * @throws StateError where the file cannot be used; the message says what to do
 */
export function createSqliteState(options: SqliteStateOptions): StateStore {
  const { path, readOnly = false, clock = systemClock } = options
  const database = openDatabase({ path, readOnly, clock })
  const names = new NameTable(database)
  const checkWords = new CheckWordsTable(database)
  const writer = new CommitWriter(database, names, checkWords)
  const cache = new HttpCacheTable(database, names, clock)

  return {
    integrations: sqliteIntegrations(database, (id) => cache.forget(id)),
    findings: sqliteFindings(database, names, checkWords),
    inventory: sqliteInventory(database, names),
    checkpoints: sqliteCheckpoints(database),
    leases: sqliteLeases(database, clock),
    cache: (integration) => cache.of(integration),
    commit: (batch) =>
      database.write(() => {
        writer.write(batch)
        cache.flush()
      }),
    async close() {
      try {
        if (cache.hasPending && !readOnly) await database.write(() => cache.flush())
      } finally {
        database.close()
      }
    },
  }
}
