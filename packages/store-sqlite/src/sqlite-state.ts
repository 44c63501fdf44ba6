import { type Clock, type StateStore, systemClock } from '@opencasb/core'
import { databaseState } from './database-state.ts'
import { openDatabase } from './open-database.ts'

/** What {@link createSqliteState} takes. */
export interface SqliteStateOptions {
  /**
   * The database file, as a plain path. It is made where it is missing, with its folder. For memory only there is
   * `createMemoryState` of `@opencasb/core`.
   */
  readonly path: string
  /** Look only: the file must exist, and everything that writes is refused. @default false */
  readonly readOnly?: boolean
  /** Ends leases and times waiting. @default the system's */
  readonly clock?: Clock
}

/**
 * Opens a state that is kept in one SQLite file, for one machine. Several processes may use the file at once.
 * Credentials are not kept in it.
 * @throws ConfigError where `path` is no path
 * @throws StateError where the file cannot be used; the message says what to do
 */
export function createSqliteState(options: SqliteStateOptions): StateStore {
  const { path, readOnly = false, clock = systemClock } = options
  return databaseState(openDatabase({ path, readOnly, clock }), clock)
}
