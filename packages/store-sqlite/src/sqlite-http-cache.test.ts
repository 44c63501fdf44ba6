import { join } from 'node:path'
import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sampleIntegration } from '../tests/fixture/sample-page.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import type { Database } from './database.ts'
import { databaseState } from './database-state.ts'
import { NameTable } from './name-table.ts'
import { openDatabase } from './open-database.ts'
import { HttpCacheTable } from './sqlite-http-cache.ts'
import { createSqliteState } from './sqlite-state.ts'

const day = 24 * 60 * 60 * 1_000

async function opened() {
  const path = join(temporaryFolder(), 'scan.db')
  const clock: FakeClock = createFakeClock()
  const database: Database = openDatabase({ path, readOnly: false, clock })
  const state = databaseState(database, clock)
  onTestFinished(() => state.close())
  await state.integrations.put(sampleIntegration('one'))
  return { path, clock, database, state, cache: state.cache('one') }
}

describe('the conditional-request cache', () => {
  it('is written with the next commit, or when the state is closed', async () => {
    const { path, state, cache } = await opened()
    const other = createSqliteState({ path })
    onTestFinished(() => other.close())
    await cache.set('a', { body: '[]', headers: {} })
    expect(await other.cache('one').get('a')).toBeUndefined()
    await state.commit({ integration: 'one' })
    expect(await other.cache('one').get('a')).toEqual({ body: '[]', headers: {} })
    await cache.set('b', { body: '[]', headers: {} })
    await state.close()
    expect(await other.cache('one').get('b')).toEqual({ body: '[]', headers: {} })
  })

  it('keeps no more than a few megabytes waiting', async () => {
    const { database, cache } = await opened()
    for (let n = 0; n < 10; n++) await cache.set(`large ${n}`, { body: 'x'.repeat(1024 * 1024), headers: {} })
    expect(database.get('select count(*) as n from http_cache')).toMatchObject({ n: 8 })
  })

  it('stores large bodies compressed', async () => {
    const { database, state, cache } = await opened()
    const body = JSON.stringify(Array.from({ length: 1_000 }, (_, id) => ({ id, name: `acme/repository-${id}` })))
    await cache.set('list', { body, headers: {} })
    await state.commit({ integration: 'one' })
    const row = database.get<{ n: number }>('select length(body) as n from http_cache')
    expect(row?.n).toBeLessThan(body.length / 5)
    expect((await cache.get('list'))?.body).toBe(body)
  })

  it('takes nothing new when it is full, until answers have not been asked for in a week', async () => {
    const { clock, database } = await opened()
    const table = new HttpCacheTable(database, new NameTable(database), clock, 3_000)
    const cache = table.of('one')
    const set = async (key: string): Promise<void> => {
      await cache.set(key, { body: 'x'.repeat(900), headers: {} })
      await database.write(() => table.flush())
    }
    for (const key of ['a', 'b', 'c', 'late']) await set(key)
    expect(await cache.get('late')).toBeUndefined()
    await clock.advance(8 * day)
    for (const key of ['a', 'b']) expect(await cache.get(key)).toBeDefined()
    await set('late')
    for (const key of ['a', 'b', 'late']) expect(await cache.get(key)).toBeDefined()
    expect(await cache.get('c')).toBeUndefined()
    await cache.set('a', { body: 'y'.repeat(950), headers: {} })
    await database.write(() => table.flush())
    expect((await cache.get('a'))?.body[0]).toBe('y')
  })

  it('takes no answer that is larger than all of it', async () => {
    const { clock, database } = await opened()
    const table = new HttpCacheTable(database, new NameTable(database), clock, 500)
    await table.of('one').set('a', { body: 'x'.repeat(900), headers: {} })
    await database.write(() => table.flush())
    expect(await table.of('one').get('a')).toBeUndefined()
  })
})
