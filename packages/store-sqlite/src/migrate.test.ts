import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runScript } from '../tests/fixture/run-script.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { migrate, schemaVersion } from './migrate.ts'

const migrateAndDie = new URL('../tests/fixture/migrate-and-die.ts', import.meta.url)
const first = 'create table fruit(name text); insert into fruit values(1)'
const second = 'alter table fruit add column colour text; create table tree(name text)'

function opened(): { readonly path: string; readonly connection: DatabaseSync } {
  const path = join(temporaryFolder(), 'scan.db')
  const connection = new DatabaseSync(path)
  onTestFinished(() => connection.close())
  return { path, connection }
}

function tables(connection: DatabaseSync): unknown[] {
  return connection.prepare(`select name from sqlite_master where name <> 'schema_version' order by name`).all()
}

describe('migrate', () => {
  it('takes all steps of an empty file, and each of them once', () => {
    const { path, connection } = opened()
    expect(schemaVersion(connection, path, 2)).toBe(0)
    migrate(connection, path, [first])
    migrate(connection, path, [first, second])
    migrate(connection, path, [first, second])
    expect(schemaVersion(connection, path, 2)).toBe(2)
    expect(connection.prepare('select name, colour from fruit').all()).toMatchObject([{ name: '1', colour: null }])
    expect(connection.prepare('select version from schema_version').all()).toMatchObject([
      { version: 1 },
      { version: 2 },
    ])
  })

  it('undoes a step that fails half-way, and keeps those before it', () => {
    const { path, connection } = opened()
    expect(() => migrate(connection, path, [first, `${second}; insert into nowhere values(1)`])).toThrow('nowhere')
    expect(schemaVersion(connection, path, 2)).toBe(1)
    expect(tables(connection)).toMatchObject([{ name: 'fruit' }])
    migrate(connection, path, [first, second])
    expect(tables(connection)).toMatchObject([{ name: 'fruit' }, { name: 'tree' }])
  })

  it('[F38] a process that is killed in the middle of a step leaves the database as it was before the step', async () => {
    const { path, connection } = opened()
    connection.exec('pragma journal_mode = wal')
    migrate(connection, path, [first])
    const { signal } = await runScript(migrateAndDie, path, first, second).ended
    expect(signal).toBe('SIGKILL')
    expect(schemaVersion(connection, path, 2)).toBe(1)
    expect(tables(connection)).toMatchObject([{ name: 'fruit' }])
    migrate(connection, path, [first, second])
    expect(tables(connection)).toMatchObject([{ name: 'fruit' }, { name: 'tree' }])
  })

  it('refuses a database that has more steps than it knows', () => {
    const { path, connection } = opened()
    migrate(connection, path, [first, second])
    expect(() => migrate(connection, path, [first])).toThrow(expect.objectContaining({ reason: 'too-new' }))
  })
})
