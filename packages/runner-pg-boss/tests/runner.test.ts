import { inspect } from 'node:util'
import type { Integration, ScanReport } from '@opencasb/core'
import { sampleReport } from '@opencasb/testkit'
import { Client } from 'pg'
import { PgBoss } from 'pg-boss'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createPgBossRunner } from '../src/index.ts'
import { databaseAway, setUp } from './fixture/set-up.ts'

const until = { timeout: 20_000, interval: 20 }
const later = new Date(Date.now() + 3_600_000).toISOString()

describe('a worker', () => {
  it('scans what is due and leaves the rest alone', async () => {
    const { put, runner, ended, scanner } = await setUp()
    await put('due')
    await put('later', { nextScanAt: later })
    await put('paused', { pausedAt: '2026-01-01T00:00:00.000Z' })
    await runner().start()
    await vi.waitFor(() => expect(ended).toEqual(['due']), until)
    expect((await scanner.lastReport('due'))?.status).toBe('complete')
    expect(await scanner.lastReport('later')).toBeUndefined()
  })

  it('scans first what somebody asks for, also where it is not due', async () => {
    const { put, runner, ended } = await setUp()
    for (const id of ['a', 'b', 'c']) await put(id)
    await put('asked', { nextScanAt: later })
    const worker = runner({ concurrency: 1 })
    await worker.poll()
    expect(await worker.scanNow('asked')).toBe('queued')
    await worker.start()
    await vi.waitFor(() => expect(ended).toHaveLength(4), until)
    expect(ended[0]).toBe('asked')
  })

  it('brings forward a job that waits already, and says where a scan is running', async () => {
    const { put, runner, ended, vendor } = await setUp()
    for (const id of ['a', 'b', 'c']) await put(id)
    const worker = runner({ concurrency: 1 })
    await worker.poll()
    await worker.scanNow('c')
    vendor.delayMs = 200
    await worker.start()
    await vendor.pagesAsked('c', 1)
    expect(await worker.scanNow('c')).toBe('running')
    await vi.waitFor(() => expect(ended).toHaveLength(3), until)
    expect(ended[0]).toBe('c')
  })

  it('refuses to scan what nobody has added', async () => {
    const { runner } = await setUp()
    await expect(runner().scanNow('nothing')).rejects.toMatchObject({ code: 'config', field: 'integration' })
  })

  it('lets owners take turns where one of them has many integrations due', async () => {
    const { put, runner, ended } = await setUp()
    for (let index = 0; index < 6; index++) await put(`many-${index}`, { owner: 'acme' })
    await put('one', { owner: 'example' })
    const worker = runner({ concurrency: 1 })
    await worker.poll()
    await worker.start()
    await vi.waitFor(() => expect(ended).toHaveLength(7), until)
    expect(ended.indexOf('one')).toBeLessThan(2)
  })

  it('lets another owner in where one has as many scans running as it may', async () => {
    const { put, runner, vendor } = await setUp(50)
    vendor.delayMs = 100
    for (let index = 0; index < 4; index++) await put(`many-${index}`, { owner: 'acme' })
    await put('one', { owner: 'example', nextScanAt: '2026-01-02T00:00:00.000Z' })
    const worker = runner({ concurrency: 1, perOwner: 1, pollMs: 60_000 })
    const other = runner({ concurrency: 1, perOwner: 1, pollMs: 60_000 })
    await worker.start()
    await vendor.sessionsBegun('many-0', 1).then(() => other.start())
    await vi.waitFor(() => expect(vendor.sessions.map(({ integration }) => integration)).toContain('one'), until)
    expect(vendor.sessions).toHaveLength(2)
  })

  it('takes integrations that were removed, or paused, for done', async () => {
    const { put, runner, scanner, ended } = await setUp()
    for (const id of ['removed', 'paused', 'going', 'a']) await put(id)
    const scan = async (id: string): Promise<ScanReport> => {
      if (id === 'going') await scanner.integrations.remove(id)
      return scanner.scan(id)
    }
    const worker = runner({ scanner: { ...scanner, scan }, pollMs: 60_000 })
    await worker.poll()
    await scanner.integrations.remove('removed')
    await scanner.integrations.pause('paused')
    await worker.start()
    await vi.waitFor(() => expect(ended).toEqual(['a']), until)
    await worker.stop()
    expect(await worker.dead()).toEqual([])
  })

  it('goes on with a deferred scan when the vendor admits requests again, not before', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    const starts: number[] = []
    const resumeAt = Date.now() + 1_500
    const scan = async (): Promise<ScanReport> => {
      starts.push(Date.now())
      if (starts.length > 1) return sampleReport()
      await put('a', { nextScanAt: new Date(resumeAt).toISOString() })
      return sampleReport({ status: 'deferred', resumeAt: new Date(resumeAt).toISOString() })
    }
    // A worker that looks for what is due once only: the second start is the queue's doing.
    await runner({ scanner: { ...scanner, scan }, pollMs: 60_000 }).start()
    await vi.waitFor(() => expect(starts).toHaveLength(2), until)
    expect(starts[1]).toBeGreaterThanOrEqual(resumeAt - 50)
  })

  it('tries again a while later where the database of the scans failed, whatever the schedule makes of it', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    let scans = 0
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      await put('a', { nextScanAt: later })
      return scans > 3 ? sampleReport() : databaseAway
    }
    const lastReport = async (): Promise<ScanReport> => databaseAway
    const worker = runner({ scanner: { ...scanner, scan, lastReport }, pollMs: 60_000, againMs: 100, attempts: 2 })
    await worker.start()
    await vi.waitFor(() => expect(scans).toBe(4), until)
    await worker.stop()
    expect(scans).toBe(4)
    expect(await worker.dead()).toEqual([])
  })

  it('does not repeat what another worker has scanned while this one could not', async () => {
    const { put, runner, scanner, connectionString } = await setUp()
    await put('a')
    let scans = 0
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      await put('a', { nextScanAt: later })
      return sampleReport({
        status: 'failed',
        runId: 'own',
        error: { code: 'state', message: 'It is scanned already' },
      })
    }
    const lastReport = async (): Promise<ScanReport> => sampleReport({ runId: 'of another worker' })
    const worker = runner({ scanner: { ...scanner, scan, lastReport }, pollMs: 60_000, againMs: 0 })
    await worker.start()
    await vi.waitFor(async () => expect(await rowsOf(connectionString)).toContain('not-due'), until)
    expect(scans).toBe(1)
  })

  it('leaves scans that fail at the vendor to health and schedule', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    let scans = 0
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      await put('a', { nextScanAt: later })
      return sampleReport({ status: 'failed', error: { code: 'credential', message: 'Refused' } })
    }
    const worker = runner({ scanner: { ...scanner, scan } })
    await worker.start()
    await vi.waitFor(() => expect(scans).toBe(1), until)
    await worker.stop()
    expect(scans).toBe(1)
    expect(await worker.dead()).toEqual([])
  })
})

describe('stopping', () => {
  it('waits for the scans that run', async () => {
    const { put, runner, ended, vendor, scanner } = await setUp(30)
    vendor.delayMs = 100
    await put('a')
    const worker = runner()
    await worker.start()
    await vendor.pagesAsked('a', 1)
    await worker.stop()
    expect(ended).toEqual(['a'])
    expect((await scanner.lastReport('a'))?.status).toBe('complete')
  })

  it('hands a scan that takes too long to another worker at once, which goes on from the checkpoint', async () => {
    const { put, runner, ended, vendor, scanner } = await setUp(100)
    vendor.delayMs = 100
    await put('a')
    const one = runner({ pollMs: 60_000 })
    await one.start()
    await vendor.pagesAsked('a', 3)
    const other = runner({ pollMs: 60_000 })
    await other.start()
    const stopped = performance.now()
    await one.stop({ drainMs: 0 })
    await vi.waitFor(() => expect(vendor.sessions).toHaveLength(2), until)
    expect((vendor.sessions[1]?.from ?? 0) - stopped).toBeLessThan(2_000)
    await vi.waitFor(() => expect(ended).toHaveLength(2), until)
    expect(await scanner.lastReport('a')).toMatchObject({ status: 'complete', resumed: true })
    expect(vendor.overlaps()).toEqual([])
  })

  it('can be followed by another start', async () => {
    const { put, runner, ended } = await setUp()
    const worker = runner()
    await worker.start()
    await worker.stop()
    await put('a')
    await worker.start()
    await vi.waitFor(() => expect(ended).toEqual(['a']), until)
  })
})

describe('cancelling', () => {
  it('[F45] stops a scan on another worker and does not repeat it', async () => {
    const { put, runner, ended, vendor } = await setUp(1_000)
    vendor.delayMs = 50
    await put('a')
    const one = runner({ pollMs: 60_000 })
    await one.start()
    await vendor.pagesAsked('a', 3)
    const desk = runner({ concurrency: 0 })
    expect(await desk.cancel('a')).toBe(true)
    await vi.waitFor(() => expect(ended).toEqual(['a']), until)
    expect(await desk.cancel('a')).toBe(false)
    await one.stop()
    expect(vendor.sessions).toHaveLength(1)
  })

  it('removes an integration with everything that the queue knows of it, while it is scanned', async () => {
    const { put, runner, vendor, connectionString, scanner } = await setUp(1_000)
    vendor.delayMs = 50
    await put('canary-1')
    await put('other')
    const worker = runner()
    await worker.start()
    await vendor.pagesAsked('canary-1', 2)
    const erasure = await worker.remove('canary-1')
    expect(erasure.integration).toBe('canary-1')
    await worker.stop({ drainMs: 0 })
    expect(await scanner.integrations.get('canary-1')).toBeUndefined()
    const rows = await rowsOf(connectionString)
    expect(rows).toContain('other')
    expect(rows).not.toContain('canary-1')
  })
})

describe('dead letters', () => {
  it('say why a scan was refused, are left alone, and can be tried again', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    let scans = 0
    let isMended = false
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      if (!isMended) throw new Error('connector: there is no connector "toy" in this scanner')
      await put('a', { nextScanAt: later })
      return sampleReport()
    }
    const worker = runner({ scanner: { ...scanner, scan } })
    await worker.start()
    await vi.waitFor(async () => expect(await worker.dead()).toHaveLength(1), until)
    expect(await worker.dead()).toMatchObject([
      { integration: 'a', attempts: 1, reason: 'connector: there is no connector "toy" in this scanner' },
    ])
    expect(await worker.poll()).toBe(0)
    isMended = true
    expect(await worker.retry('a')).toBe(1)
    await vi.waitFor(() => expect(scans).toBe(2), until)
    expect(await worker.dead()).toEqual([])
  })

  it('are over when their time is, or somebody asks for a scan', async () => {
    const { put, runner, scanner } = await setUp()
    await put('a')
    let scans = 0
    const scan = async (): Promise<ScanReport> => {
      scans += 1
      throw new Error('refused')
    }
    const worker = runner({ scanner: { ...scanner, scan }, parkMs: 0 })
    await worker.start()
    await vi.waitFor(() => expect(scans).toBeGreaterThan(2), until)
    await worker.stop()
    const desk = runner({ concurrency: 0 })
    expect(await desk.dead()).toHaveLength(1)
    await desk.scanNow('a')
    expect(await desk.dead()).toEqual([])
    expect(await desk.forget('a')).toBeGreaterThan(0)
  })
})

describe('the queue', () => {
  it('may be a pg-boss of the host, which goes on after the runner stopped', async () => {
    const { put, runner, ended, connectionString } = await setUp()
    const boss = new PgBoss({ connectionString, schema: 'jobs_of_acme' })
    boss.on('error', () => undefined)
    await boss.start()
    onTestFinished(() => boss.stop({ graceful: false }))
    await put('a')
    const worker = runner({ boss, queue: 'casb' })
    await worker.start()
    await vi.waitFor(() => expect(ended).toEqual(['a']), until)
    await worker.stop()
    const names = (await boss.getQueues()).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['casb.dead', 'casb.outbox', 'casb.scan']))
  })

  it('has a schema of the name that was given', async () => {
    const { runner, connectionString } = await setUp()
    await runner({ schema: 'scan_jobs' }).poll()
    const boss = new PgBoss({
      connectionString,
      schema: 'scan_jobs',
      migrate: false,
      supervise: false,
      schedule: false,
    })
    await boss.start()
    expect(await boss.isInstalled()).toBe(true)
    await boss.stop({ graceful: false })
  })

  it('delivers what durable sinks have not taken, on one worker at a time', async () => {
    const { runner, scanner } = await setUp()
    let running = 0
    let most = 0
    let deliveries = 0
    const deliver = async (): Promise<number> => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 50))
      running -= 1
      deliveries += 1
      return 0
    }
    const outbox = { ...scanner.outbox, deliver }
    const workers = [1, 2, 3].map(() => runner({ scanner: { ...scanner, outbox }, pollMs: 50 }))
    await Promise.all(workers.map((worker) => worker.start()))
    await vi.waitFor(() => expect(deliveries).toBeGreaterThan(3), until)
    expect(most).toBe(1)
  })

  it('says which option cannot be', async () => {
    const { scanner, connectionString } = await setUp()
    const make = (options: object) => () => createPgBossRunner({ scanner, connectionString, ...options })
    expect(make({ connectionString: undefined })).toThrow(/^connectionString: /)
    expect(make({ connectionString: ' ' })).toThrow('connectionString: is empty; give the address of the database')
    expect(make({ connections: 0 })).toThrow('connections: must be a whole number from 1 to 1000, not 0')
    expect(make({ heartbeatSeconds: 5 })).toThrow('heartbeatSeconds: must be a whole number from 10 to 3600, not 5')
    expect(make({ queue: 'my queue' })).toThrow(/^queue: /)
  })

  it('tells whoever starts a worker that the database cannot be reached', async () => {
    const { runner } = await setUp()
    const worker = runner({ connectionString: 'postgres://postgres@127.0.0.1:1/postgres' })
    const unreachable = { code: 'state', reason: 'unavailable', retryable: true }
    await expect(worker.start()).rejects.toMatchObject({
      ...unreachable,
      message: expect.stringMatching(/^The database of the queue could not be reached.*ECONNREFUSED/),
    })
    await expect(worker.poll()).rejects.toMatchObject(unreachable)
    await expect(worker.dead()).rejects.toMatchObject(unreachable)
    await worker.stop()
  })

  it('may fail while a worker starts: nothing of it is left, and the next start has all of it', async () => {
    const { put, runner, ended, connectionString } = await setUp()
    const boss = new PgBoss({ connectionString })
    boss.on('error', () => undefined)
    await boss.start()
    onTestFinished(() => boss.stop({ graceful: false }))
    const working: typeof boss.work = boss.work.bind(boss)
    const work = vi.spyOn(boss, 'work')
    const offWork = vi.spyOn(boss, 'offWork')
    const lost = Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' })
    work.mockImplementationOnce(working).mockRejectedValueOnce(lost)
    await put('a')
    const worker = runner({ boss, concurrency: 2 })
    const starts = await Promise.allSettled([worker.start(), worker.start()])
    expect(starts.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(starts[0]).toMatchObject({ reason: { code: 'state', reason: 'unavailable' } })
    expect(offWork).toHaveBeenCalledTimes(1)
    work.mockClear()
    await worker.start()
    // Two slots and the outbox.
    expect(work).toHaveBeenCalledTimes(3)
    await vi.waitFor(() => expect(ended).toEqual(['a']), until)
  })

  it('tells what is wrong with an address without quoting it', async () => {
    const { runner } = await setUp()
    const error: unknown = await runner({ connectionString: 'postgres://user:canary@127.0.0.1:port/name' })
      .start()
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'config', field: 'connectionString' })
    expect(inspect(error)).not.toContain('canary')
  })

  it('tells workers that may not change tables that one which may has to come first', async () => {
    const { runner } = await setUp()
    await expect(runner({ migrate: false }).start()).rejects.toMatchObject({
      code: 'state',
      retryable: false,
      message: expect.stringContaining("lacks pg-boss's tables. Start a worker that may make them"),
    })
  })
})

/** All rows of the queue's tables, as text. */
async function rowsOf(connectionString: string): Promise<string> {
  const client = new Client({ connectionString })
  await client.connect()
  const { rows } = await client.query('select * from pgboss.job')
  await client.end()
  return JSON.stringify(rows satisfies readonly Partial<Integration>[])
}
