import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type StateStore, systemClock } from '@opencasb/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findingsPerPage, sampleIntegration, samplePage, sampleRecord } from '../tests/fixture/sample-page.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import type { Database } from './database.ts'
import { databaseState } from './database-state.ts'
import { openDatabase } from './open-database.ts'

async function opened(): Promise<{ readonly path: string; readonly database: Database; readonly state: StateStore }> {
  const path = join(temporaryFolder(), 'scan.db')
  const database = openDatabase({ path, readOnly: false, clock: systemClock })
  const state = databaseState(database, systemClock)
  onTestFinished(() => state.close())
  await state.integrations.put(sampleIntegration('one'))
  return { path, database, state }
}

describe('a state in a database', () => {
  it('[F39] a full disk leaves nothing of the commit, and it goes on when there is room', async () => {
    const { path, database, state } = await opened()
    await state.commit(samplePage('one', 1))
    const pages = database.get<{ page_count: number }>('pragma page_count')?.page_count ?? 0
    database.get(`pragma max_page_count = ${pages + 5}`)
    const error = await state.commit(samplePage('one', 2, 'x'.repeat(10_000))).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'state', reason: 'full', retryable: false })
    expect(String(error)).toContain(path)
    expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
    expect((await state.checkpoints.load('one'))[0]?.cursor).toBe('1')
    database.get('pragma max_page_count = 1000000')
    await state.commit(samplePage('one', 2, 'x'.repeat(10_000)))
    expect(await state.findings.count({}, 'state')).toEqual({ open: 2 * findingsPerPage })
  })

  it('[F39] a disk that fills up while new partitions and checks are written is not remembered as if they were there', async () => {
    const { database, state } = await opened()
    const pages = database.get<{ page_count: number }>('pragma page_count')?.page_count ?? 0
    database.get(`pragma max_page_count = ${pages + 5}`)
    await expect(state.commit(samplePage('one', 1, 'x'.repeat(10_000)))).rejects.toMatchObject({ reason: 'full' })
    database.get('pragma max_page_count = 1000000')
    await state.integrations.put(sampleIntegration('two'))
    await state.commit(samplePage('two', 1))
    await state.commit(samplePage('one', 1))
    const record = await state.findings.get('one', 'f1-0')
    expect(record).toEqual(sampleRecord('one', 1, 0))
  })

  it('[F39] a database that fails says which, and keeps what SQLite said as the cause', async () => {
    const { path, database, state } = await opened()
    database.run('drop table inventory')
    const error = await state.inventory.list({}).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'state', reason: 'unavailable', cause: expect.any(Error) })
    expect(String(error)).toContain(path)
    expect(String(error)).toContain('no such table')
  })

  it('refuses everything once it is closed', async () => {
    const { state } = await opened()
    await state.close()
    const closed = { code: 'state', reason: 'unavailable', retryable: false }
    await expect(state.findings.list({})).rejects.toMatchObject(closed)
    await expect(state.commit(samplePage('one', 1))).rejects.toMatchObject(closed)
  })

  it('[F35] leaves nothing of a removed integration in its files', async () => {
    const { path, state } = await opened()
    const canary = 'canary-of-a-customer'
    await state.integrations.put(sampleIntegration('two'))
    await state.commit(samplePage('two', 1))
    for (const page of [1, 2, 3]) await state.commit(samplePage('one', page, canary.repeat(page * 200)))
    await state.commit(samplePage('one', 2, 'shorter'))
    await state.cache('one').set('GET /', { body: canary, headers: {} })
    await state.commit({ integration: 'one' })
    expect(readFileSync(`${path}-wal`).includes(canary)).toBe(true)
    await state.integrations.remove('one')
    for (const file of [path, `${path}-wal`]) expect(readFileSync(file).includes(canary), file).toBe(false)
    expect(await state.findings.count({}, 'integration')).toEqual({ two: findingsPerPage })
  })

  it('lists everything page by page without losing its place, whatever is written in between', async () => {
    const { state } = await opened()
    for (let page = 1; page <= 10; page++) await state.commit(samplePage('one', page))
    const all = (await state.findings.list({}, { limit: 1_000 })).items.map(({ fingerprint }) => fingerprint)
    const listed: string[] = []
    let after: string | undefined
    do {
      const page = await state.findings.list({}, { limit: 7, ...(after !== undefined && { after }) })
      listed.push(...page.items.map(({ fingerprint }) => fingerprint))
      after = page.cursor
      if (listed.length === 70) {
        const { finding, ...rest } = sampleRecord('one', 9, 19)
        await state.commit({
          integration: 'one',
          findings: [{ record: { ...rest, finding: { ...finding, severity: 'low' } } }],
        })
      }
    } while (after !== undefined)
    expect(listed).toEqual([...all.filter((fingerprint) => fingerprint !== 'f9-19'), 'f9-19'])
  })
})
