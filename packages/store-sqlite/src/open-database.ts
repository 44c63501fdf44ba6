import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { type Clock, StateError } from '@opencasb/core'
import { schemaSteps } from '@opencasb/store-kit'
import { Database } from './database.ts'
import { databasePath } from './database-path.ts'
import { migrate, schemaVersion } from './migrate.ts'
import { addTextSearch } from './search-text.ts'
import { stateError, toStateError } from './sqlite-error.ts'

/** What {@link openDatabase} takes. */
export interface OpenDatabaseOptions {
  readonly path: string
  readonly clock: Clock
  readonly readOnly: boolean
}

const steps = schemaSteps('sqlite')
/** Larger than the default: rows with JSON fill them better. Can be set only before anything is written. */
const pageSize = 4096
/** In KiB, negative by SQLite's convention. Memory stays flat; the operating system caches the rest of the file. */
const cacheSize = -8192
/** In pages, 32 MiB: a page that many commits touch is copied into the database once. */
const checkpointAfter = 8192
/** How long opening waits for a process that sets up or recovers the same file. */
const openPatienceMs = 5_000
/** How long a statement blocks for another process; longer waits leave the event loop free. */
const statementPatienceMs = 20

/**
 * Opens the file, or makes it with its folder.
 * @throws ConfigError where `path` is no path
 * @throws StateError naming the file and what to do
 */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const path = databasePath(options.path)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw unavailable(`${path} is a folder. Give a file in it: ${join(path, 'opencasb.db')}.`)
  }
  try {
    const connection = options.readOnly ? openToRead(path) : openToWrite(path)
    return new Database(connection, { ...options, path })
  } catch (error) {
    throw toStateError(error, path)
  }
}

function openToWrite(path: string): DatabaseSync {
  makeFile(path)
  return prepared(path, new DatabaseSync(path), (connection) => {
    // Looked at before anything is set: a file that is not ours stays as it is.
    schemaVersion(connection, path, steps.length)
    connection.exec(`
      pragma page_size = ${pageSize};
      pragma journal_mode = wal;
      pragma synchronous = normal;
      pragma wal_autocheckpoint = ${checkpointAfter};
      pragma secure_delete = on;
    `)
    migrate(connection, path, steps)
  })
}

/** Findings are nobody else's business: the file is made for its owner alone. */
function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw stateError('read-only', path, error)
    if (code === 'ENOSPC') throw stateError('full', path, error)
    throw unavailable(`${path} cannot be made: ${error}. Choose another path.`, error)
  }
}

function openToRead(path: string): DatabaseSync {
  if (!existsSync(path)) throw unavailable(`The database ${path} does not exist. Check the path, or scan first.`)
  const check = (connection: DatabaseSync): void => {
    if (schemaVersion(connection, path, steps.length) === steps.length) return
    throw stateError('read-only', path, new Error('it is older than this version, and bringing it up to date writes'))
  }
  try {
    return prepared(path, new DatabaseSync(path, { readOnly: true }), check)
  } catch (error) {
    // Readers share an index beside the file, which cannot be made in a folder that is read-only. Without a log beside
    // the file nobody is writing, and it can be read as it is.
    if (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size) throw error
    const url = pathToFileURL(path)
    url.searchParams.set('immutable', '1')
    return prepared(path, new DatabaseSync(url, { readOnly: true }), check)
  }
}

/** Sets the connection up, or closes it again. */
function prepared(path: string, connection: DatabaseSync, prepare: (connection: DatabaseSync) => void): DatabaseSync {
  try {
    connection.exec(`pragma busy_timeout = ${openPatienceMs}; pragma cache_size = ${cacheSize};`)
    addTextSearch(connection)
    prepare(connection)
    connection.exec(`pragma busy_timeout = ${statementPatienceMs};`)
    return connection
  } catch (error) {
    connection.close()
    throw toStateError(error, path)
  }
}

function unavailable(message: string, cause?: unknown): StateError {
  return new StateError(message, { reason: 'unavailable', retryable: false, cause })
}
