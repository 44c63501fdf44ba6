import type { StateStore } from '@opencasb/core'
import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ask, cutConnections, waitForActivity } from '../tests/fixture/ask.ts'
import { findingsPerPage, sampleIntegration, samplePage, sampleRecord } from '../tests/fixture/sample-page.ts'
import { createPostgresState, type PostgresStateOptions } from './postgres-state.ts'

interface Opened {
  readonly url: string
  readonly state: StateStore
  another(options?: Omit<PostgresStateOptions, 'pool'>): Promise<StateStore>
}

async function opened(): Promise<Opened> {
  const url = await newTestDatabase()
  const another: Opened['another'] = async (options) => {
    const state = await createPostgresState({ connectionString: url, ...options })
    onTestFinished(() => state.close())
    return state
  }
  const state = await another()
  await state.integrations.put(sampleIntegration('one'))
  return { url, state, another }
}

/** Makes the database fail for findings in the way that a code stands for. */
async function failWith(url: string, code: string, statement = ''): Promise<void> {
  await ask(
    url,
    `create or replace function opencasb.fail() returns trigger language plpgsql as
       $$ begin ${statement} raise exception 'told to fail' using errcode = '${code}'; end $$`,
  )
  await ask(url, 'drop trigger if exists fail on opencasb.checkpoint')
  await ask(url, 'create trigger fail before insert or update on opencasb.checkpoint execute function opencasb.fail()')
}

/** Makes statements of a kind take some seconds longer. */
async function delay(url: string, statement: 'insert' | 'delete', table: string, seconds: number): Promise<void> {
  await ask(
    url,
    `create function opencasb.delay_${table}() returns trigger language plpgsql as
       $$ begin perform pg_sleep(${seconds}); return null; end $$`,
  )
  await ask(
    url,
    `create trigger delay after ${statement} on opencasb.${table}
       for each statement execute function opencasb.delay_${table}()`,
  )
}

async function mend(url: string): Promise<void> {
  await ask(url, 'drop trigger fail on opencasb.checkpoint')
}

describe('a database that fails', () => {
  it('[F39] leaves nothing of a commit, says why, and goes on when it is mended', async () => {
    const { url, state } = await opened()
    await state.commit(samplePage('one', 1))
    const cases: readonly [string, object][] = [
      ['53100', { reason: 'full', retryable: false }],
      ['25006', { reason: 'read-only', retryable: false }],
      ['55P03', { reason: 'busy', retryable: true }],
      ['57P01', { reason: 'unavailable', retryable: true }],
      ['XX001', { reason: 'corrupt', retryable: false }],
      ['42501', { reason: 'unavailable', retryable: false }],
      ['40001', { reason: 'busy', retryable: true }],
    ]
    for (const [code, expected] of cases) {
      await failWith(url, code)
      const error = await state.commit(samplePage('one', 2)).catch((reason: unknown) => reason)
      expect(error, code).toMatchObject({ code: 'state', cause: expect.any(Error), ...expected })
      expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
      expect((await state.checkpoints.load('one'))[0]?.cursor).toBe('1')
    }
    await mend(url)
    await state.commit(samplePage('one', 2))
    expect(await state.findings.count({}, 'state')).toEqual({ open: 2 * findingsPerPage })
  })

  it('[F39] what was new in a commit that failed is not remembered as if it were there', async () => {
    const { url, state } = await opened()
    await failWith(url, '53100')
    await expect(state.commit(samplePage('one', 1))).rejects.toMatchObject({ reason: 'full' })
    await mend(url)
    await state.integrations.put(sampleIntegration('two'))
    await state.commit(samplePage('two', 1))
    await state.commit(samplePage('one', 1))
    expect(await state.findings.get('one', 'f1-0')).toEqual(sampleRecord('one', 1, 0))
  })

  it('[F39] a read-only database takes nothing and can still be read', async () => {
    const { url, state, another } = await opened()
    await state.commit(samplePage('one', 1))
    await ask(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
    const reader = await another()
    await expect(reader.commit(samplePage('one', 2))).rejects.toMatchObject({ reason: 'read-only' })
    expect(await reader.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
  })

  it('[F39] a statement that takes too long is ended, and its connection serves again', async () => {
    const { url, another } = await opened()
    const state = await another({ statementTimeoutMs: 200, connections: 1 })
    await failWith(url, '53100', 'perform pg_sleep(20);')
    await expect(state.commit(samplePage('one', 1))).rejects.toMatchObject({ reason: 'busy', retryable: true })
    await mend(url)
    await state.commit(samplePage('one', 1))
    expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
  })
})

describe('a removal', () => {
  it('[F39] takes as long as the tenant is large, whatever limits the driver and the server have', async () => {
    const { url, state } = await opened()
    await state.commit(samplePage('one', 1))
    await delay(url, 'delete', 'finding', 1)
    const pool = new pg.Pool({ connectionString: url, query_timeout: 300, statement_timeout: 200 })
    onTestFinished(() => pool.end())
    const hurried = await createPostgresState({ pool })
    const other = await pool.connect()
    await other.query('begin; select from opencasb.integration for update')
    await expect(hurried.integrations.remove('one'), 'a lock is not waited for').rejects.toMatchObject({
      reason: 'busy',
    })
    await other.query('rollback')
    other.release()
    expect(await hurried.integrations.remove('one')).toMatchObject({ findings: findingsPerPage })
    expect(await ask(url, 'select * from opencasb.finding')).toEqual([])
    await expect(pool.query('select pg_sleep(1)'), 'others are limited as before').rejects.toThrow('timeout')
    await hurried.close()
  })

  it('waits for a message that is being added, and erases it; one that comes later is dropped', async () => {
    const { url, state, another } = await opened()
    const other = await another()
    const message = { sink: 'webhook', integration: 'one', type: 'health-change', body: {}, createdAt: '' } as const
    await delay(url, 'insert', 'outbox', 0.3)
    await delay(url, 'delete', 'integration', 0.3)
    const adding = state.outbox.add([{ ...message, id: 'early' }])
    await waitForActivity(url, "wait_event = 'PgSleep' and query like '%outbox%'")
    const removing = other.integrations.remove('one')
    await adding
    await waitForActivity(url, "wait_event = 'PgSleep' and query like '%integration%'")
    await state.outbox.add([{ ...message, id: 'late' }])
    expect(await removing).toMatchObject({ outbox: 1 })
    expect(await ask(url, 'select * from opencasb.outbox')).toEqual([])
  })
})

describe('connections that are cut', () => {
  it('[F39] between two calls: the next ones go over new connections', async () => {
    const { url, state } = await opened()
    for (let page = 1; page <= 5; page++) {
      expect(await cutConnections(url)).toBeGreaterThan(0)
      await state.commit(samplePage('one', page))
      await cutConnections(url)
      expect(await state.findings.count({}, 'state')).toEqual({ open: page * findingsPerPage })
    }
  })

  it('[F39] in the middle of a commit: nothing of it is written, and it is told as failed', async () => {
    const { url, state } = await opened()
    await failWith(url, '53100', 'perform pg_sleep(20);')
    const commit = state.commit(samplePage('one', 1)).catch((reason: unknown) => reason)
    await waitForActivity(url, "query like '%checkpoint%' and state = 'active' and wait_event = 'PgSleep'")
    await cutConnections(url)
    expect(await commit).toMatchObject({ code: 'state', reason: 'unavailable', retryable: true })
    await mend(url)
    expect(await state.findings.count({}, 'state')).toEqual({})
    await state.commit(samplePage('one', 1))
    expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
  })
})

describe('several at once', () => {
  it('commits that take the same rows in another order are all written in the end', async () => {
    const { state, another } = await opened()
    const other = await another()
    await state.commit(samplePage('one', 1))
    const fingerprints = Array.from({ length: findingsPerPage }, (_, n) => `f1-${n}`)
    const at = '2026-01-02T00:00:00.000Z'
    const seen = (order: readonly string[]) => ({
      integration: 'one',
      seen: { fingerprints: order, runId: 'run-2', at },
    })
    const commits = Array.from({ length: 20 }, async (_, n) => {
      const page = samplePage('one', 1)
      await (n % 2 ? state : other).commit({
        ...page,
        ...seen(fingerprints),
        findings: n % 3 ? [...(page.findings ?? [])].reverse() : (page.findings ?? []),
      })
    })
    await Promise.all(commits)
    expect((await state.findings.get('one', 'f1-7'))?.seenRun).toBe('run-2')
    expect(await state.findings.history('one', 'f1-7')).toHaveLength(1)
  })

  it('a commit and the removal of its integration leave all of it or nothing', async () => {
    const { url, state, another } = await opened()
    const other = await another()
    for (let round = 0; round < 10; round++) {
      await state.integrations.put(sampleIntegration('one'))
      const lease = await state.leases.acquire('scan:one', 60_000)
      const commits = [1, 2, 3].map((page) =>
        state.commit({ ...samplePage('one', page), ...(lease && { fence: lease }) }).catch((reason: unknown) => reason),
      )
      const [, ...results] = await Promise.all([other.integrations.remove('one'), ...commits])
      for (const result of results) if (result !== undefined) expect(result).toMatchObject({ reason: 'lease-lost' })
      for (const table of [
        'finding',
        'finding_history',
        'checkpoint',
        'resource',
        'partition',
        'check_words',
        'lease',
      ]) {
        expect(await ask(url, `select * from opencasb.${table}`), table).toEqual([])
      }
    }
  })
})
