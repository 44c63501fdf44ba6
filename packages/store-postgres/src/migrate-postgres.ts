import { schemaSteps } from '@opencasb/store-kit'
import { openPool, type PostgresConnection } from './connect.ts'
import { Database } from './database.ts'
import { Layout } from './layout.ts'
import { permanentError, stateError } from './postgres-error.ts'
import type { Transaction } from './transaction.ts'

/** What {@link migratePostgres} takes. */
export interface MigratePostgresOptions extends PostgresConnection {
  /** The schema that the tables are in; it is made where it is missing. @default 'opencasb' */
  readonly schema?: string
}

/** Which layout the database had, and has now; 0 is none. */
export interface PostgresMigration {
  readonly from: number
  readonly to: number
}

/** Oldest server that is supported, as `server_version_num` says it. */
const oldestServer = 140_000
/** First half of the advisory lock's key; the schema makes the other. */
const lockFamily = 0x4f434153

/**
 * Brings the tables up to date, forward only. Each step is a transaction of its own with its entry in `schema_version`,
 * under an advisory lock: of several processes one takes a step, and one that is killed leaves whole steps.
 * @throws StateError `too-new` where a newer version has laid the database out
 */
export async function migratePostgres(options: MigratePostgresOptions): Promise<PostgresMigration> {
  const layout = new Layout(options.schema ?? 'opencasb')
  const database = new Database(openPool(options), layout)
  try {
    return await migrate(database, schemaSteps('postgres'))
  } finally {
    await database.close()
  }
}

/** Takes the steps that are missing. */
export async function migrate(database: Database, steps: readonly string[]): Promise<PostgresMigration> {
  const from = await layoutVersion(database, steps.length)
  let version = from
  while (version < steps.length)
    version = await database.transaction((transaction) => takeStep(transaction, database, steps))
  return { from, to: version }
}

/**
 * Says how many steps the database has taken, without writing anything.
 * @throws StateError where the server is too old, does not keep UTF-8, or a newer version has laid the database out
 */
export async function layoutVersion(database: Database, known: number): Promise<number> {
  const [server] = await database.rows<{ version: string; encoding: string; has_table: boolean }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
       exists (select from pg_catalog.pg_tables where schemaname = $1 and tablename = 'schema_version') as has_table`,
    [database.layout.schema],
  )
  if (server && Number(server.version) < oldestServer) {
    throw permanentError(database.label, `is on PostgreSQL ${server.version}; use 14 or newer`)
  }
  if (server && server.encoding !== 'UTF8') {
    throw permanentError(database.label, `keeps text as ${server.encoding}; create it with encoding 'UTF8'`)
  }
  if (!server?.has_table) return 0
  const [last] = await database.rows<{ version: number | null }>('select max(version) as version from {schema_version}')
  return checked(last?.version ?? 0, known, database.label)
}

async function takeStep(
  transaction: Transaction,
  { layout, label }: Database,
  steps: readonly string[],
): Promise<number> {
  const { quoted, schema } = layout
  const ask = <Row>(sql: string, ...parameters: unknown[]) => transaction.ask<Row>({ sql, parameters })
  await transaction.takeTime()
  await ask('select pg_advisory_xact_lock($1, hashtext($2))', lockFamily, schema)
  const [existing] = await ask('select from pg_catalog.pg_namespace where nspname = $1', schema)
  if (!existing) await ask(`create schema ${quoted}`)
  await ask(`set local search_path to ${quoted}`)
  await ask('create table if not exists schema_version(version integer primary key, applied_at text not null)')
  // Another process may have taken the step while this one waited.
  const [last] = await ask<{ version: number | null }>('select max(version) as version from schema_version')
  const version = checked(last?.version ?? 0, steps.length, label)
  const step = steps[version]
  if (step === undefined) return version
  await ask(step)
  await ask(
    `insert into schema_version(version, applied_at)
       values($1, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
    version + 1,
  )
  return version + 1
}

function checked(version: number, known: number, label: string): number {
  if (version <= known) return version
  throw stateError('too-new', label, new Error(`its layout is ${version}, this version knows ${known}`))
}
