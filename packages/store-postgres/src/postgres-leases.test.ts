import type { StateStore } from '@opencasb/core'
import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ask, waitForActivity } from '../tests/fixture/ask.ts'
import { findingsPerPage, sampleIntegration, samplePage } from '../tests/fixture/sample-page.ts'
import { createPostgresState } from './postgres-state.ts'

async function opened(workers: number): Promise<{ readonly url: string; readonly states: readonly StateStore[] }> {
  const url = await newTestDatabase()
  const states: StateStore[] = []
  for (let worker = 0; worker < workers; worker++) {
    const state = await createPostgresState({ connectionString: url, connections: 3 })
    onTestFinished(() => state.close())
    states.push(state)
  }
  await states[0]?.integrations.put(sampleIntegration('one'))
  return { url, states }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('leases on PostgreSQL', () => {
  it('[F40] of ten workers that want the same leases again and again, each time one gets them, with growing fences', async () => {
    const { states } = await opened(10)
    const fences: number[] = []
    for (let round = 0; round < 15; round++) {
      const leases = await Promise.all(states.map((state) => state.leases.acquire('scan:one', 60_000)))
      const owners = leases.filter((lease) => lease !== undefined)
      expect(owners).toHaveLength(1)
      fences.push(owners[0]?.fence ?? 0)
      await owners[0]?.release()
    }
    expect(fences).toEqual([...fences].sort((a, b) => a - b))
    expect(new Set(fences).size).toBe(fences.length)
  })

  it('[F41] an owner that slept past its end writes nothing once there is a new one', async () => {
    const { states } = await opened(2)
    const [sleeper, other] = states
    const lease = await sleeper?.leases.acquire('scan:one', 20)
    await pause(40)
    const next = await other?.leases.acquire('scan:one', 60_000)
    expect(next && lease && next.fence > lease.fence).toBe(true)
    const late = { ...samplePage('one', 1), ...(lease && { fence: lease }) }
    await expect(sleeper?.commit(late)).rejects.toMatchObject({ reason: 'lease-lost' })
    expect(await lease?.renew(60_000)).toBe(false)
    expect(await other?.findings.count({}, 'state')).toEqual({})
    await other?.commit({ ...late, ...(next && { fence: next }) })
    expect(await other?.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
  })

  it('[F41] whoever takes over while the former owner is writing waits until that is whole', async () => {
    const { url, states } = await opened(2)
    const [owner, other] = states
    await ask(
      url,
      `create function opencasb.slow() returns trigger language plpgsql as
         $$ begin perform pg_sleep(0.5); return new; end $$`,
    )
    await ask(
      url,
      'create trigger slow before insert on opencasb.checkpoint for each row execute function opencasb.slow()',
    )
    const lease = await owner?.leases.acquire('scan:one', 50)
    const commit = owner?.commit({ ...samplePage('one', 1), ...(lease && { fence: lease }) })
    await waitForActivity(url, "wait_event = 'PgSleep'")
    await pause(60)
    expect(await other?.findings.count({}, 'state')).toEqual({})
    expect(await other?.leases.acquire('scan:one', 60_000)).toBeDefined()
    expect(await other?.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
    await commit
  })

  it('[F35] leases that were given back and notes that ran out leave no row', async () => {
    const { url, states } = await opened(1)
    const lease = await states[0]?.leases.acquire('tenant:acme', 60_000)
    await states[0]?.leases.acquire('scan:one', 60_000)
    await lease?.release()
    expect(await ask(url, 'select key from opencasb.lease')).toEqual([{ key: 'scan:one' }])
    await states[0]?.budgets.exchange('acme', 'worker', null, 1)
    await pause(5)
    await states[0]?.budgets.exchange('other', 'worker', null, 60_000)
    expect(await ask(url, 'select key from opencasb.budget_note')).toEqual([{ key: 'other' }])
  })

  it('ends leases by the clock of the database, not of the workers', async () => {
    const { url, states } = await opened(2)
    await states[0]?.leases.acquire('scan:one', 60_000)
    const [row] = await ask<{ left: string }>(
      url,
      `select expires_at - (extract(epoch from clock_timestamp()) * 1000)::bigint as left from opencasb.lease`,
    )
    expect(Number(row?.left)).toBeGreaterThan(50_000)
    expect(await states[1]?.leases.acquire('scan:one', 60_000)).toBeUndefined()
    await ask(url, 'update opencasb.lease set expires_at = 1')
    expect(await states[1]?.leases.acquire('scan:one', 60_000)).toBeDefined()
  })
})
