import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ConfigError, type StateStore } from '@opencasb/core'
import { createSqliteState } from '@opencasb/store-sqlite'

/** Where results are kept unless the user says otherwise. */
export const defaultDatabase: string = join('.opencasb', 'opencasb.db')

/** The word that keeps everything in memory. */
export const memoryDatabase = 'memory'

/**
 * Opens the database to scan into, or says `undefined` for what is kept in memory only. File and folder are made where
 * they are missing.
 * @throws StateError naming the file and the remedy
 */
export async function openState(database: string, cwd: string): Promise<StateStore | undefined> {
  if (database === memoryDatabase) return undefined
  const path = resolve(cwd, database)
  const state = createSqliteState({ path })
  const folder = dirname(path)
  if (basename(folder) === '.opencasb') {
    // Findings do not belong into the repository that the command happens to run in.
    await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined)
  }
  return state
}

/**
 * Opens the database that scans have written to.
 * @throws ConfigError where there is none
 */
export function openExistingState(database: string, cwd: string, options: { readonly readOnly: boolean }): StateStore {
  const path = resolve(cwd, database)
  if (database !== memoryDatabase && existsSync(path)) return createSqliteState({ path, ...options })
  throw new ConfigError(
    `--database: there is no database at ${database} yet. Scan first, or name the one that a scan wrote to.`,
    { field: '--database' },
  )
}
