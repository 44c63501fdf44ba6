import { StateError } from '@opencasb/core'
import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { schemaSteps } from '@opencasb/store-kit'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ask, cutConnections, waitForActivity } from '../tests/fixture/ask.ts'
import { openPool } from './connect.ts'
import { Database } from './database.ts'
import { Layout } from './layout.ts'
import { migrate, migratePostgres } from './migrate-postgres.ts'
import { createPostgresState } from './postgres-state.ts'

const newest = schemaSteps('postgres').length

function opened(connectionString: string): Database {
  const database = new Database(openPool({ connectionString }), new Layout('steps'))
  onTestFinished(() => database.close())
  return database
}

describe('migratePostgres', () => {
  it('lays an empty database out, and has nothing to do the second time', async () => {
    const connectionString = await newTestDatabase()
    expect(await migratePostgres({ connectionString })).toEqual({ from: 0, to: newest })
    expect(await migratePostgres({ connectionString })).toEqual({ from: newest, to: newest })
    const schemas = await ask(connectionString, "select distinct schemaname from pg_tables where tablename = 'finding'")
    expect(schemas).toEqual([{ schemaname: 'opencasb' }])
  })

  it('is done once where several processes start at the same time', async () => {
    const connectionString = await newTestDatabase()
    const all = await Promise.all(Array.from({ length: 8 }, () => migratePostgres({ connectionString })))
    for (const { to } of all) expect(to).toBe(newest)
    const versions = await ask<{ version: number }>(connectionString, 'select version from opencasb.schema_version')
    expect(versions).toHaveLength(newest)
  })

  it('leaves whole steps where it is interrupted, and goes on from there', async () => {
    const connectionString = await newTestDatabase()
    const steps = ['create table one(id integer)', 'create table two(id integer); select pg_sleep(30)']
    const interrupted = migrate(opened(connectionString), steps).catch((error: unknown) => error)
    await waitForActivity(connectionString, "query like '%pg_sleep(30)%'")
    await cutConnections(connectionString)
    expect(await interrupted).toMatchObject({ code: 'state', reason: 'unavailable', retryable: true })
    const tables = await ask(connectionString, "select tablename from pg_tables where schemaname = 'steps' order by 1")
    expect(tables).toEqual([{ tablename: 'one' }, { tablename: 'schema_version' }])
    const mended = [steps[0] ?? '', 'create table two(id integer)', 'create table three(id integer)']
    expect(await migrate(opened(connectionString), mended)).toEqual({ from: 1, to: 3 })
  })

  it('takes as long as the data is large, whatever limits the driver and the server have', async () => {
    const connectionString = await newTestDatabase()
    const pool = new pg.Pool({ connectionString, query_timeout: 300, statement_timeout: 200 })
    onTestFinished(() => pool.end())
    const database = new Database(openPool({ pool }), new Layout('steps'))
    onTestFinished(() => database.close())
    const steps = ['create table one(id integer); select pg_sleep(1)']
    expect(await migrate(database, steps)).toEqual({ from: 0, to: 1 })
  })

  it('leaves nothing of a step that fails', async () => {
    const connectionString = await newTestDatabase()
    const steps = ['create table one(id integer)', 'create table two(id integer); select 1 / 0']
    await expect(migrate(opened(connectionString), steps)).rejects.toThrow('division by zero')
    const rows = await ask(connectionString, 'select version from steps.schema_version')
    expect(rows).toEqual([{ version: 1 }])
    expect(await ask(connectionString, "select to_regclass('steps.two') as two")).toEqual([{ two: null }])
  })

  it('refuses a layout that is newer, and leaves it as it is', async () => {
    const connectionString = await newTestDatabase()
    await migratePostgres({ connectionString })
    await ask(connectionString, 'insert into opencasb.schema_version values ($1, $2)', [newest + 1, 'in the future'])
    for (const open of [migratePostgres, createPostgresState]) {
      const error = await open({ connectionString }).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'state', reason: 'too-new', retryable: false })
      expect(String(error)).toContain('Update @opencasb/store-postgres')
    }
  })

  it('is left to the host where that says so', async () => {
    const connectionString = await newTestDatabase()
    const error = await createPostgresState({ connectionString, migrate: false }).catch((reason: unknown) => reason)
    expect(StateError.is(error) && error.retryable).toBe(false)
    expect(String(error)).toContain('migratePostgres')
    expect(await ask(connectionString, "select to_regnamespace('opencasb') as schema")).toEqual([{ schema: null }])
    await migratePostgres({ connectionString })
    await (await createPostgresState({ connectionString, migrate: false })).close()
  })

  it('keeps several schemas apart, whatever they are called', async () => {
    const connectionString = await newTestDatabase()
    const odd = 'drop "table"; --'
    await migratePostgres({ connectionString, schema: odd })
    const state = await createPostgresState({ connectionString, schema: odd })
    onTestFinished(() => state.close())
    expect(await state.integrations.list()).toEqual([])
    for (const schema of ['', 'pg_mine', 'x'.repeat(64)]) {
      await expect(migratePostgres({ connectionString, schema })).rejects.toMatchObject({ field: 'schema' })
    }
  })
})
