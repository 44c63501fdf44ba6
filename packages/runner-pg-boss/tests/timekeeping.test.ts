import { setTimeout as delay } from 'node:timers/promises'
import {
  createMemoryCredentials,
  createMemoryState,
  createScanner,
  type Integration,
  RateLimitError,
  type Scanner,
  type ScanReport,
} from '@opencasb/core'
import type { Session } from '@opencasb/core/connector'
import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { sampleReport } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createPgBossRunner } from '../src/index.ts'
import { databaseAway, setUp } from './fixture/set-up.ts'
import { toyConnector } from './fixture/toy-connector.ts'

const until = { timeout: 20_000, interval: 20 }
const hour = 3_600_000
const iso = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString()
const later = iso(hour)

/** Windows of which none is open for hours. */
function closed(): Pick<Integration, 'schedule'> {
  const at = (hours: number): string => `${String((new Date().getUTCHours() + hours) % 24).padStart(2, '0')}:00`
  return { schedule: { windows: [{ from: at(6), to: at(7), timeZone: 'UTC' }] } }
}

/** When it is due, in hours from now. */
async function dueIn(scanner: Scanner, id: string): Promise<number> {
  return (Date.parse((await scanner.integrations.get(id))?.nextScanAt ?? '') - Date.now()) / hour
}

describe('windows', () => {
  it('[F37] move what became due outside of them to the next', async () => {
    const { put, runner, ended, scanner } = await setUp()
    await put('late', closed())
    await put('a')
    const worker = runner()
    await worker.start()
    await vi.waitFor(() => expect(ended).toEqual(['a']), until)
    await worker.stop()
    expect(ended).toEqual(['a'])
    expect(await dueIn(scanner, 'late')).toBeGreaterThan(4)
  })

  it('[F37] hold for a job that comes late, and not for a scan that somebody asked for', async () => {
    const { put, runner, ended, scanner } = await setUp()
    for (const id of ['late', 'asked', 'a']) await put(id)
    const worker = runner({ pollMs: 60_000 })
    expect(await worker.poll()).toBe(3)
    for (const id of ['late', 'asked']) await put(id, closed())
    await worker.scanNow('asked')
    await worker.start()
    await vi.waitFor(() => expect(ended).toHaveLength(2), until)
    await worker.stop()
    expect(ended.toSorted()).toEqual(['a', 'asked'])
    expect(await dueIn(scanner, 'late')).toBeGreaterThan(4)
    expect(await worker.dead()).toEqual([])
  })

  it('[F37] hold for a scan that is tried again because the database failed', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    let scans = 0
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      await put('a', { nextScanAt: later, ...closed() })
      return databaseAway
    }
    const answers: number[] = []
    const due: Scanner['due'] = async (options) => {
      const found = await scanner.due(options)
      if (options?.early) answers.push(found.length)
      return found
    }
    const worker = runner({ scanner: { ...scanner, scan, due, lastReport: async () => databaseAway }, againMs: 100 })
    await worker.start()
    await vi.waitFor(() => expect(answers).toEqual([0]), until)
    await worker.stop()
    expect(scans).toBe(1)
    // It is put off when it is due, and not before.
    expect((await scanner.integrations.get('a'))?.nextScanAt).toBe(later)
  })
})

describe('what stays due', () => {
  it('takes no place of others where this fleet lacks its connector', async () => {
    const { put, runner, ended } = await setUp()
    for (const id of ['x', 'y', 'z']) await put(id, { connector: 'retired' })
    await put('mine', { nextScanAt: '2026-01-02T00:00:00.000Z' })
    const worker = runner({ lookAhead: 3 })
    await worker.start()
    await vi.waitFor(() => expect(ended).toEqual(['mine']), until)
    expect(await worker.dead()).toEqual([])
  })

  it('takes no place of others where it is parked', async () => {
    const { put, runner, scanner } = await setUp()
    for (const id of ['x', 'y', 'z']) await put(id)
    await put('mine', { nextScanAt: '2026-01-02T00:00:00.000Z' })
    const scan: Scanner['scan'] = async (id) => {
      if (id === 'mine') return scanner.scan(id)
      throw new Error('refused')
    }
    const worker = runner({ scanner: { ...scanner, scan }, lookAhead: 3 })
    await worker.start()
    await vi.waitFor(async () => expect((await scanner.lastReport('mine'))?.status).toBe('complete'), until)
    expect(await worker.dead()).toHaveLength(3)
  })

  it('takes no place of others where it was put off, and its job is not made again', async () => {
    const { put, runner, scanner } = await setUp()
    for (const id of ['x', 'y', 'z']) await put(id)
    await put('mine', { nextScanAt: '2026-01-02T00:00:00.000Z' })
    const scans: string[] = []
    const scan: Scanner['scan'] = async (id) => {
      scans.push(id)
      return id === 'mine' ? scanner.scan(id) : { ...databaseAway, integration: { ...databaseAway.integration, id } }
    }
    const worker = runner({ scanner: { ...scanner, scan }, lookAhead: 3, againMs: hour })
    await worker.start()
    await vi.waitFor(async () => expect((await scanner.lastReport('mine'))?.status).toBe('complete'), until)
    expect(await worker.poll()).toBe(0)
    expect(scans.toSorted()).toEqual(['mine', 'x', 'y', 'z'])
  })
})

/** A vendor that refuses to sign in for its quota, as long as it is told to. */
async function limited(retryAfterMs: number) {
  const vendor = { isLimited: true, signIns: 0 }
  const open = async (): Promise<Session> => {
    vendor.signIns += 1
    if (vendor.isLimited) throw new RateLimitError('The quota is used up', { bucket: 'all', retryAfterMs })
    const page = { items: [] }
    const session = { tenant: { id: 'w', name: 'w' }, granted: new Set(['notes']), features: 'unknown' as const }
    return { ...session, ask: async () => page, close: async () => undefined } as Session
  }
  const connectors = [{ ...toyConnector, open }]
  const scanner = createScanner({ connectors, state: createMemoryState(), credentials: createMemoryCredentials() })
  const { id } = await scanner.integrations.register({
    connector: 'toy',
    config: {},
    credentials: { kind: 'token', token: 'x' },
  })
  const runner = createPgBossRunner({ scanner, connectionString: await newTestDatabase(), pollMs: 100 })
  onTestFinished(async () => {
    await runner.stop({ drainMs: 0 })
    await scanner.close()
  })
  const isDeferred = () =>
    vi.waitFor(async () => expect((await scanner.integrations.get(id))?.health?.state).toBe('rate-limited'), until)
  return { vendor, scanner, runner, id, isDeferred }
}

describe('a deferred scan', () => {
  it('[F03] goes on after a minute at the earliest where the vendor does not say when', async () => {
    const { vendor, scanner, runner, id, isDeferred } = await limited(0)
    await runner.start()
    await isDeferred()
    // Each look of a timekeeper or of a slot would find it.
    await delay(2_500)
    expect(vendor.signIns).toBe(1)
    expect((await dueIn(scanner, id)) * 60).toBeGreaterThan(0.9)
  })

  it('goes on at once where somebody reconnects it, however long the vendor wants it to wait', async () => {
    const { vendor, scanner, runner, id, isDeferred } = await limited(20 * hour)
    await runner.start()
    await isDeferred()
    vendor.isLimited = false
    await scanner.integrations.reconnect(id, { kind: 'token', token: 'y' }, { scan: false })
    await vi.waitFor(async () => expect((await scanner.lastReport(id))?.status).toBe('complete'), until)
  })

  it('waits longer each time where its end could not be put on record', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    let scans = 0
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      return sampleReport({ status: 'deferred', resumeAt: iso(0) })
    }
    await runner({ scanner: { ...scanner, scan }, pollMs: 50, againMs: 500 }).start()
    await vi.waitFor(() => expect(scans).toBeGreaterThan(1), until)
    await delay(2_000)
    expect(scans).toBeLessThanOrEqual(4)
  })
})

describe('a job that was put off', () => {
  it('waits no longer where somebody makes its integration due meanwhile', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    let scans = 0
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      await put('a', { nextScanAt: later })
      return scans > 1 ? sampleReport() : databaseAway
    }
    const worker = runner({ scanner: { ...scanner, scan, lastReport: async () => databaseAway }, againMs: hour })
    await worker.start()
    await vi.waitFor(() => expect(scans).toBe(1), until)
    await worker.stop()
    await put('a', { nextScanAt: iso(-1) })
    await worker.start()
    await vi.waitFor(() => expect(scans).toBe(2), until)
  })
})
