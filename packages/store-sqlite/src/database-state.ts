import type { Clock, StateStore } from '@opencasb/core'
import { CheckWordsTable } from './check-words-table.ts'
import type { Database } from './database.ts'
import { NameTable } from './name-table.ts'
import { sqliteBudgets } from './sqlite-budgets.ts'
import { sqliteCheckpoints } from './sqlite-checkpoints.ts'
import { CommitWriter } from './sqlite-commit.ts'
import { sqliteFindings } from './sqlite-findings.ts'
import { HttpCacheTable } from './sqlite-http-cache.ts'
import { sqliteIntegrations } from './sqlite-integrations.ts'
import { sqliteInventory } from './sqlite-inventory.ts'
import { sqliteLeases } from './sqlite-leases.ts'
import { sqliteOutbox } from './sqlite-outbox.ts'
import { sqliteSealed } from './sqlite-sealed.ts'

/** The state that an open database holds. */
export function databaseState(database: Database, clock: Clock): StateStore {
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
    outbox: sqliteOutbox(database, names),
    sealed: sqliteSealed(database),
    budgets: sqliteBudgets(database, clock),
    cache: (integration) => cache.of(integration),
    commit: (batch) =>
      database.write(() => {
        writer.write(batch)
        cache.flush()
      }),
    async close() {
      try {
        if (cache.hasPending && !database.readOnly) await database.write(() => cache.flush())
      } finally {
        await database.close()
      }
    },
  }
}
