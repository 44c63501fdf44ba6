import { existsSync } from 'node:fs'
import { ConfigError } from '@opencasb/core'
import { migrateSqlite } from '@opencasb/store-sqlite'
import type { CommandHost } from '../terminal/host.ts'
import { databaseLocation, namingAddress } from './database-location.ts'

/** The layout that a database had and has; 0 for one that was empty. */
export interface Migration {
  readonly shown: string
  /** Whether there was no such file before. */
  readonly made: boolean
  readonly from: number
  readonly to: number
}

/**
 * Takes the steps that a database lacks. Forward only: there is no way back but a backup.
 * @throws ConfigError for what is kept in memory, StateError where the database cannot be used or is newer
 */
export async function migrateDatabase(database: string, host: Pick<CommandHost, 'cwd' | 'env'>): Promise<Migration> {
  const location = databaseLocation(database, host)
  const { shown } = location
  if (location.kind === 'file') {
    const made = !existsSync(location.path)
    return { shown, made, ...(await migrateSqlite({ path: location.path })) }
  }
  if (location.kind === 'postgres') {
    const { migratePostgres } = await import('@opencasb/store-postgres')
    const { connectionString, field } = location
    return { shown, made: false, ...(await namingAddress(field, () => migratePostgres({ connectionString }))) }
  }
  throw new ConfigError('--database: what is kept in memory has no layout; name a file or a postgres:// address', {
    field: '--database',
  })
}
