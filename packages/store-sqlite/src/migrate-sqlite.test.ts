import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { schemaSteps } from '@opencasb/store-kit'
import { describe, expect, it } from 'vitest'
import { runScript } from '../tests/fixture/run-script.ts'
import { findingsPerPage, sampleIntegration, samplePage } from '../tests/fixture/sample-page.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { migrateSqlite, sqliteVersion } from './migrate-sqlite.ts'
import { createSqliteState } from './sqlite-state.ts'

const migrateAndDie = new URL('../tests/fixture/migrate-and-die.ts', import.meta.url)
const newest = schemaSteps('sqlite').length

describe('migrateSqlite', () => {
  it('makes a file that a state can be opened on, and says what it did', async () => {
    const path = join(temporaryFolder(), 'folder', 'scan.db')
    expect(sqliteVersion({ path })).toEqual({ file: 0, newest })
    expect(await migrateSqlite({ path })).toEqual({ from: 0, to: newest })
    expect(await migrateSqlite({ path })).toEqual({ from: newest, to: newest })
    expect(sqliteVersion({ path })).toEqual({ file: newest, newest })
    const state = createSqliteState({ path, readOnly: true })
    expect(await state.integrations.list()).toEqual([])
    await state.close()
  })

  it('takes nothing twice where several do it at once', async () => {
    const path = join(temporaryFolder(), 'scan.db')
    const all = await Promise.all(Array.from({ length: 4 }, () => migrateSqlite({ path })))
    expect(all.map(({ to }) => to)).toEqual(all.map(() => newest))
    const connection = new DatabaseSync(path)
    expect(connection.prepare('select count(*) as n from schema_version').get()).toEqual({ n: newest })
    connection.close()
  })

  it('[F38] a step that a kill interrupted leaves whole steps, and the next to open the file goes on with it', async () => {
    const path = join(temporaryFolder(), 'scan.db')
    const [first = ''] = schemaSteps('sqlite')
    const { signal } = await runScript(migrateAndDie, path, first, 'create table tree(name text)').ended
    expect(signal).toBe('SIGKILL')
    expect(sqliteVersion({ path })).toEqual({ file: 1, newest })
    const state = createSqliteState({ path })
    await state.integrations.put(sampleIntegration('one'))
    await state.commit(samplePage('one', 1))
    expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
    await state.close()
  })

  it('[F38] a kill in the middle of the first step leaves an empty file, which is set up by the next', async () => {
    const path = join(temporaryFolder(), 'scan.db')
    const { signal } = await runScript(migrateAndDie, path, schemaSteps('sqlite').join('')).ended
    expect(signal).toBe('SIGKILL')
    expect(sqliteVersion({ path })).toEqual({ file: 0, newest })
    expect(await migrateSqlite({ path })).toEqual({ from: 0, to: newest })
  })

  it('refuses the file of another program and leaves it as it is', async () => {
    const path = join(temporaryFolder(), 'other.db')
    const other = new DatabaseSync(path)
    other.exec('create table fruit(name text)')
    other.close()
    const before = readFileSync(path)
    await expect(migrateSqlite({ path })).rejects.toMatchObject({ code: 'state', reason: 'corrupt' })
    expect(() => sqliteVersion({ path })).toThrow(expect.objectContaining({ reason: 'corrupt' }))
    expect(readFileSync(path).equals(before)).toBe(true)
    writeFileSync(path, 'no database at all, but long enough to be read as one'.repeat(100))
    expect(() => sqliteVersion({ path })).toThrow(expect.objectContaining({ code: 'state', reason: 'corrupt' }))
  })
})
