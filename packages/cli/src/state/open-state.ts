import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ConfigError, type StateStore } from '@opencasb/core'
import { createSqliteState } from '@opencasb/store-sqlite'
import type { CommandHost } from '../terminal/host.ts'
import { type DatabaseLocation, databaseLocation, namingAddress } from './database-location.ts'

/**
 * Opens the database to write into, or says `undefined` for what is kept in memory only. A file and its folder are made
 * where they are missing.
 * @throws StateError naming the database and the remedy
 */
export async function openState(
  database: string,
  host: Pick<CommandHost, 'cwd' | 'env'>,
): Promise<StateStore | undefined> {
  return open(databaseLocation(database, host))
}

async function open(location: DatabaseLocation): Promise<StateStore | undefined> {
  if (location.kind === 'memory') return undefined
  if (location.kind === 'postgres') {
    // Loaded where it is asked for: most runs are over before it would be.
    const { createPostgresState } = await import('@opencasb/store-postgres')
    const { connectionString, field } = location
    return namingAddress(field, () => createPostgresState({ connectionString }))
  }
  const state = createSqliteState({ path: location.path })
  const folder = dirname(location.path)
  if (basename(folder) === '.opencasb') {
    // Findings do not belong into the repository that the command happens to run in.
    await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined)
  }
  return state
}

/**
 * Opens the database that earlier commands have written to.
 * @throws ConfigError where there is none
 */
export async function openExistingState(
  database: string,
  host: Pick<CommandHost, 'cwd' | 'env'>,
  options: { readonly readOnly: boolean; readonly remedy?: string },
): Promise<StateStore> {
  const location = databaseLocation(database, host)
  if (location.kind === 'file' && existsSync(location.path)) {
    return createSqliteState({ path: location.path, readOnly: options.readOnly })
  }
  const state = location.kind === 'postgres' ? await open(location) : undefined
  if (state) return state
  throw new ConfigError(
    location.kind === 'memory'
      ? '--database: what was kept in memory is gone; name the database that a scan wrote to.'
      : `--database: there is no database at ${location.shown} yet. ${options.remedy ?? 'Scan first, or name the one that a scan wrote to.'}`,
    { field: '--database' },
  )
}
