import { resolve } from 'node:path'
import { ConfigError } from '@opencasb/core'

/** What SQLite and other databases are addressed by elsewhere. Two letters at least: `C:` is a drive. */
const address = /^(file:|[a-z][a-z0-9+.-]+:\/\/)/i

/**
 * The absolute path of a database file. What means something else to SQLite, or to other programs, is no name of a file:
 * who writes it expects something else than a file of that name.
 * @throws ConfigError saying what to write instead, and nothing of what was given: an address may hold a password
 */
export function databasePath(path: string): string {
  if (typeof path !== 'string' || path.trim() === '' || path.includes('\0')) {
    throw new ConfigError('path must name the database file, such as ./opencasb.db', { field: 'path' })
  }
  if (path.trim().toLowerCase() === ':memory:') {
    throw new ConfigError(
      'path must name a file, and :memory: is none; for a state in memory call createMemoryState of @opencasb/core',
      { field: 'path' },
    )
  }
  if (address.test(path.trim())) {
    throw new ConfigError(
      'path must be the plain path of a file, such as ./opencasb.db, not an address or a file: URI',
      {
        field: 'path',
      },
    )
  }
  return resolve(path)
}
