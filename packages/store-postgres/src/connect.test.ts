import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sampleIntegration, samplePage, sampleRecord } from '../tests/fixture/sample-page.ts'
import type { PostgresPool } from './connect.ts'
import { createPostgresState } from './postgres-state.ts'

describe('the connection', () => {
  it('is given one way, not none and not two', async () => {
    const pool = new pg.Pool({ connectionString: 'postgres://127.0.0.1/none' })
    onTestFinished(() => pool.end())
    const both = { connectionString: 'postgres://127.0.0.1/none', pool }
    for (const options of [{}, both]) {
      await expect(createPostgresState(options)).rejects.toMatchObject({ code: 'config', field: 'connectionString' })
    }
  })

  it("uses the host's own pool whatever that makes of types, and leaves it open", async () => {
    const types = { getTypeParser: () => (value: string) => `as the host likes: ${value}` }
    const pool = new pg.Pool({ connectionString: await newTestDatabase(), types })
    onTestFinished(() => pool.end())
    const state = await createPostgresState({ pool })
    await state.integrations.put(sampleIntegration('one'))
    await state.commit(samplePage('one', 1))
    expect(await state.findings.get('one', 'f1-0')).toEqual(sampleRecord('one', 1, 0))
    await state.cache('one').set('key', { body: 'body', headers: {} })
    await state.close()
    expect((await pool.query('select 1')).rowCount).toBe(1)
    expect([pool.listenerCount('error'), pool.listenerCount('acquire')]).toEqual([0, 0])
  })

  it('[F39] survives that one breaks in the moment in which it is handed over', async () => {
    const pool = new pg.Pool({ connectionString: await newTestDatabase() })
    onTestFinished(() => pool.end())
    const broken: pg.PoolClient[] = []
    const breaking: PostgresPool = {
      on: pool.on.bind(pool) as PostgresPool['on'],
      off: pool.off.bind(pool) as PostgresPool['off'],
      async connect() {
        const client = await pool.connect()
        broken.push(client)
        // Nobody has it yet, and the pool no longer listens.
        client.emit('error', new Error('terminating connection due to administrator command'))
        return client
      },
    }
    const state = await createPostgresState({ pool: breaking })
    await state.integrations.put(sampleIntegration('one'))
    expect(await state.integrations.get('one')).toEqual(sampleIntegration('one'))
    await new Promise((resolve) => setImmediate(resolve))
    const [client] = broken
    expect(client?.listenerCount('error'), 'only the pool listens to an idle one').toBe(1)
    await state.close()
  })

  it('[F39] says what is wrong with it, never the password', async () => {
    const right = new URL(await newTestDatabase())
    const wrong = (change: (url: URL) => void): string => {
      const url = new URL(right)
      change(url)
      return url.href
    }
    const cases: readonly [string, object, string][] = [
      [wrong((url) => (url.password = 'guessed-secret')), { retryable: false }, 'refused the password'],
      [wrong((url) => (url.pathname = '/missing')), { retryable: false }, 'does not exist'],
      [wrong((url) => (url.port = '1')), { reason: 'unavailable', retryable: true }, 'could not be reached'],
      ['postgres://user:guessed-secret@[::broken/name', { code: 'config' }, 'connectionString'],
      ['guessed-secret', { code: 'config', field: 'connectionString' }, 'connectionString'],
      ['', { code: 'config', field: 'connectionString' }, 'connectionString'],
    ]
    for (const [connectionString, expected, words] of cases) {
      const error = await createPostgresState({ connectionString }).catch((reason: unknown) => reason)
      expect(error).toMatchObject(expected)
      expect(String(error)).toContain(words)
      const everything = `${error} ${JSON.stringify(error)} ${error instanceof Error ? `${error.stack} ${error.cause}` : ''}`
      expect(everything).not.toContain('guessed-secret')
      expect(everything).not.toContain(right.password)
    }
  })

  it('refuses everything once it is closed', async () => {
    const state = await createPostgresState({ connectionString: await newTestDatabase() })
    await state.close()
    await expect(state.findings.list({})).rejects.toMatchObject({ reason: 'unavailable', retryable: false })
    await expect(state.commit({ integration: 'one' })).rejects.toMatchObject({ code: 'state' })
  })
})
