import { type Clock, StateError, type StateStore, systemClock } from '@opencasb/core'
import { schemaSteps } from '@opencasb/store-kit'
import { CheckWordsTable } from './check-words-table.ts'
import { openPool, type PostgresConnection } from './connect.ts'
import { Database } from './database.ts'
import { FindingReader } from './finding-reader.ts'
import { Layout } from './layout.ts'
import { layoutVersion, migrate } from './migrate-postgres.ts'
import { NameTable } from './name-table.ts'
import { postgresBudgets } from './postgres-budgets.ts'
import { postgresCheckpoints } from './postgres-checkpoints.ts'
import { writeBatch } from './postgres-commit.ts'
import { permanentError } from './postgres-error.ts'
import { postgresFindings } from './postgres-findings.ts'
import { HttpCacheTable } from './postgres-http-cache.ts'
import { postgresIntegrations } from './postgres-integrations.ts'
import { postgresInventory } from './postgres-inventory.ts'
import { postgresLeases } from './postgres-leases.ts'
import { postgresOutbox } from './postgres-outbox.ts'
import { postgresSealed } from './postgres-sealed.ts'
import { queryBuilder } from './tables.ts'
import { textCollation } from './text-collation.ts'

/** What {@link createPostgresState} takes. */
export interface PostgresStateOptions extends PostgresConnection {
  /** The schema that the tables are in. @default 'opencasb' */
  readonly schema?: string
  /**
   * Brings the tables up to date when it opens. False: an older layout is refused, for hosts that migrate in a step of
   * their own and whose workers may not change tables.
   * @default true
   */
  readonly migrate?: boolean
  /** Ends leases, in tests. @default the database's, which all workers share */
  readonly clock?: Clock
}

/**
 * Opens a state that is kept in PostgreSQL 14 or newer, for any number of processes and machines.
 * @throws ConfigError where the options do not fit together
 * @throws StateError where the database cannot be used; the message says what to do
 */
export async function createPostgresState(options: PostgresStateOptions): Promise<StateStore> {
  const layout = new Layout(options.schema ?? 'opencasb')
  const database = new Database(openPool(options), layout)
  try {
    await prepare(database, options.migrate ?? true)
    return databaseState(database, options.clock, await textCollation(database))
  } catch (error) {
    await database.close()
    throw error
  }
}

async function prepare(database: Database, mayMigrate: boolean): Promise<void> {
  const steps = schemaSteps('postgres')
  if (mayMigrate) {
    await migrate(database, steps)
    return
  }
  const version = await layoutVersion(database, steps.length)
  if (version === steps.length) return
  const problem = `has layout ${version} of ${steps.length}. Run the migrations: migratePostgres, or opencasb migrate`
  throw permanentError(database.label, problem)
}

function databaseState(database: Database, clock: Clock | undefined, collation: string): StateStore {
  const builder = queryBuilder(database.layout.schema)
  const names = new NameTable()
  const words = new CheckWordsTable()
  const reader = new FindingReader(names, words)
  const cache = new HttpCacheTable(database, clock ?? systemClock)
  const close = async (): Promise<void> => {
    try {
      await cache.flushAll()
    } finally {
      await database.close()
    }
  }
  let closing: Promise<void> | undefined

  return {
    integrations: postgresIntegrations(database, builder, (id) => cache.forget(id)),
    findings: postgresFindings(database, { builder, reader, names, words, collation }),
    inventory: postgresInventory(database, builder, names, collation),
    checkpoints: postgresCheckpoints(database),
    leases: postgresLeases(database, clock),
    outbox: postgresOutbox(database, builder, names),
    sealed: postgresSealed(database),
    budgets: postgresBudgets(database, clock),
    cache: (integration) => cache.of(integration),
    async commit(batch) {
      try {
        await database.transaction(async (transaction) => {
          await writeBatch(transaction, { names, words }, batch)
          await cache.flush(transaction, batch.integration)
        })
      } catch (error) {
        // It is somebody else's scan now, or nobody's.
        if (StateError.is(error) && error.reason === 'lease-lost') cache.forget(batch.integration)
        throw error
      }
    },
    close() {
      closing ??= close()
      return closing
    },
  }
}
