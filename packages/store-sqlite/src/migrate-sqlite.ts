import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { systemClock } from '@opencasb/core'
import { schemaSteps } from '@opencasb/store-kit'
import { databasePath } from './database-path.ts'
import { schemaVersion } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { toStateError } from './sqlite-error.ts'

/** How far a database file has come. */
export interface SqliteVersion {
  /** Steps that the file has taken; 0 where there is none yet. */
  readonly file: number
  /** Steps that this version of the package knows. */
  readonly newest: number
}

/** What {@link migrateSqlite} did. */
export interface SqliteMigration {
  /** Steps that the file had taken before; 0 where there was none. */
  readonly from: number
  readonly to: number
}

/**
 * Reads how far a database file has come, and writes nothing.
 * @throws ConfigError where `path` is no path
 * @throws StateError where it belongs to another program or to a newer version
 */
export function sqliteVersion(options: { readonly path: string }): SqliteVersion {
  const path = databasePath(options.path)
  const newest = schemaSteps('sqlite').length
  if (!existsSync(path)) return { file: 0, newest }
  try {
    const connection = new DatabaseSync(path, { readOnly: true })
    try {
      return { file: schemaVersion(connection, path, newest), newest }
    } finally {
      connection.close()
    }
  } catch (error) {
    throw toStateError(error, path)
  }
}

/**
 * Brings a database file up to date, or makes it, and closes it again. A state does the same when it is opened; this is
 * for those who want to do it beforehand. Processes that do it at once wait for each other.
 * @throws ConfigError where `path` is no path
 * @throws StateError where the file cannot be used; the message says what to do
 */
export async function migrateSqlite(options: { readonly path: string }): Promise<SqliteMigration> {
  const { file: from, newest: to } = sqliteVersion(options)
  await openDatabase({ path: options.path, readOnly: false, clock: systemClock }).close()
  return { from, to }
}
