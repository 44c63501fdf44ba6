import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { databasePath } from './database-path.ts'
import { migrateSqlite, sqliteVersion } from './migrate-sqlite.ts'
import { createSqliteState } from './sqlite-state.ts'

/** What each way to name a file says of a path. */
async function errorsOf(path: string): Promise<readonly unknown[]> {
  const ways = [
    () => createSqliteState({ path }),
    () => createSqliteState({ path, readOnly: true }),
    () => sqliteVersion({ path }),
    () => migrateSqlite({ path }),
  ]
  return Promise.all(ways.map((way) => errorOf(way)))
}

async function errorOf(way: () => unknown): Promise<unknown> {
  try {
    return await way()
  } catch (error) {
    return error
  }
}

/** Every way to name a file refuses the path in these words. */
async function expectRefused(path: string, words: string): Promise<void> {
  for (const error of await errorsOf(path)) {
    expect(ConfigError.is(error) && error.field, path).toBe('path')
    expect(String(error), path).toContain(words)
  }
}

describe('the path of a database', () => {
  it('is asked for where there is none', async () => {
    for (const path of ['', ' ', '\n', 'a\0b', undefined as unknown as string])
      await expectRefused(path, './opencasb.db')
  })

  it('is not :memory:, of which a file of that name would be made', async () => {
    for (const path of [':memory:', ' :memory:', ':MEMORY:']) await expectRefused(path, 'createMemoryState')
    expect(existsSync(':memory:')).toBe(false)
  })

  it('is not a URI or an address, of which nothing is repeated: it may hold a password', async () => {
    const password = 'guessed-secret'
    const addresses = [
      'file:scan.db',
      'file:///tmp/scan.db',
      'FILE:x?mode=memory',
      `postgres://user:${password}@host/name`,
    ]
    for (const path of addresses) {
      await expectRefused(path, 'plain path')
      for (const error of await errorsOf(path)) expect(String(error)).not.toContain(password)
    }
    for (const made of ['file:', 'FILE:x?mode=memory', 'postgres:']) expect(existsSync(made), made).toBe(false)
  })

  it('is otherwise whatever can be the name of a file', () => {
    const folder = temporaryFolder()
    for (const path of [
      join(folder, ':memory:'),
      join(folder, 'file:x'),
      './file:x',
      'files/scan.db',
      'c:/scan.db',
      'c://scan.db',
    ])
      expect(databasePath(path)).toBe(resolve(path))
  })
})
