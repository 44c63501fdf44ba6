import { createFakeClock } from '@opencasb/testkit'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Session } from '../../src/connector.ts'
import { createMemoryState, createScanner, type FindingSink, type Log } from '../../src/index.ts'
import { NotesWorld, notesConnector } from '../notes-world.ts'
import { createFleet, hour } from './fleet.ts'

const patienceMs = 5_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
})

/** A scanner whose connector does not heed its signal while it signs in, until it is let go on. */
async function setUp(sink: Partial<FindingSink> = {}) {
  const world = new NotesWorld()
  world.put({ id: 'n0', isPublic: true })
  world.people = [{ id: 'p0', isAdmin: true }]
  const connector = notesConnector(world)
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  let opened = 0
  const open = async (context: Parameters<typeof connector.open>[0]): Promise<Session> => {
    opened++
    await held
    return connector.open({ ...context, signal: new AbortController().signal })
  }
  const state = createMemoryState()
  // What is in it is looked at after it was closed.
  const scanner = createScanner({
    connectors: [{ ...connector, open }],
    state: { ...state, close: async () => undefined },
    sinks: [{ name: 'sink', write: async () => undefined, ...sink }],
  })
  const { id } = await scanner.integrations.register({
    connector: 'notes',
    config: {},
    credentials: { kind: 'token', token: 'x' },
  })
  const isOpening = () => vi.waitFor(() => expect(opened).toBeGreaterThan(0))
  const findings = async () => (await state.findings.list({ integration: [id] })).items.length
  return { scanner, state, id, letGo, isOpening, findings }
}

/** What it came to while time passed. */
async function settledWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let isSettled = false
  void work.then(() => {
    isSettled = true
  })
  await vi.advanceTimersByTimeAsync(ms)
  await new Promise((resolve) => setImmediate(resolve))
  return isSettled
}

describe('a scan that does not stop when it is told to', () => {
  it('[F45] does not keep the scheduler from stopping, and loses its lease', async () => {
    const { scanner, state, id, letGo, isOpening, findings } = await setUp()
    scanner.start()
    await isOpening()
    expect(await state.leases.acquire(`scan:${id}`, 1)).toBeUndefined()
    const stopped = scanner.stop({ drainMs: 0 })
    expect(await settledWithin(patienceMs - 100, stopped)).toBe(false)
    expect(await settledWithin(200, stopped)).toBe(true)
    expect(await state.leases.acquire(`scan:${id}`, 1)).toBeDefined()
    letGo()
    await scanner.close()
    expect(await findings()).toBe(0)
  })

  it('[F45] does not keep the scanner from closing, and writes nothing afterwards', async () => {
    const { scanner, state, id, letGo, isOpening, findings } = await setUp()
    const before = await state.integrations.get(id)
    const scan = scanner.scan(id)
    scanner.start()
    await isOpening()
    const closed = scanner.close()
    expect(await settledWithin(patienceMs + 100, closed)).toBe(true)
    letGo()
    expect(await scan).toMatchObject({ status: 'aborted' })
    expect(await findings()).toBe(0)
    expect(await state.checkpoints.lastRun(id)).toBeUndefined()
    expect(await state.integrations.get(id)).toEqual(before)
  })

  it('[F41] takes the lease from nobody else who has it by then', async () => {
    const { scanner, state, id, letGo } = await setUp({ healthChanged: () => new Promise(() => undefined) })
    letGo()
    void scanner.scan(id)
    await vi.waitFor(async () => expect((await state.checkpoints.lastRun(id))?.status).toBe('complete'))
    const theirs = await vi.waitFor(async () => {
      const lease = await state.leases.acquire(`scan:${id}`, 60_000)
      expect(lease).toBeDefined()
      return lease
    })
    const closed = scanner.close()
    expect(await settledWithin(patienceMs + 100, closed)).toBe(true)
    expect(await theirs?.renew(60_000)).toBe(true)
  })

  it('[F45] tells sinks nothing once they are closed', async () => {
    const told: string[] = []
    const { scanner, id, letGo, isOpening } = await setUp({
      runEnded: async () => void told.push('end'),
      close: async () => void told.push('closed'),
    })
    const scan = scanner.scan(id)
    await isOpening()
    const closed = scanner.close()
    expect(await settledWithin(patienceMs + 100, closed)).toBe(true)
    letGo()
    expect(await scan).toMatchObject({ status: 'aborted' })
    expect(told).toEqual(['closed'])
  })

  it('says so in the log, and leaves the end of a scan that heeds its signal alone', async () => {
    const fleet = createFleet()
    await fleet.add('deaf')
    await fleet.add('obedient')
    const { promise: never } = Promise.withResolvers<void>()
    const warnings: unknown[] = []
    const log: Log = { debug: () => undefined, warn: (message, data) => warnings.push([message, data]) }
    const revoked: string[] = []
    const { integrations, leases } = fleet.state
    const revoke = async (key: string): Promise<void> => void revoked.push(key)
    const clock = createFakeClock({ auto: false })
    const scheduler = fleet.scheduler('one', {
      clock,
      log,
      state: { integrations, leases: { ...leases, revoke } },
      scan: ({ id }, { signal }) => (id === 'deaf' ? never : clock.sleep(hour, signal).catch(() => undefined)),
    })
    scheduler.start()
    await vi.waitFor(() => expect(scheduler.running).toBe(2))
    const stopped = scheduler.stop({ drainMs: 0 })
    void clock.advance(1)
    expect(await settledWithin(patienceMs + 100, stopped)).toBe(true)
    expect(revoked).toEqual(['scan:deaf'])
    expect(warnings).toEqual([
      ['a scan did not stop when it was told to: it writes nothing more', { integration: 'deaf' }],
    ])
    expect(scheduler.running).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})
