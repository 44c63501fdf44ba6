import { startPostgres } from '@opencasb/local-postgres'
import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest'
import { createPgBossRunner } from '../src/index.ts'
import { type BundledScript, bundleScript } from './fixture/bundle-script.ts'
import { findingsOf } from './fixture/findings-of.ts'
import { changedWorld, makeDue, pagesAfterChange } from './fixture/fleet-world.ts'
import { openState } from './fixture/open-state.ts'
import type { RunningScript } from './fixture/run-script.ts'
import { startWorkers, stopWorkers } from './fixture/start-workers.ts'
import { toyIntegration, toyScanner } from './fixture/toy-scanner.ts'
import { startToyVendor } from './fixture/toy-vendor.ts'

/** After so long without a sign of life, a worker is taken for dead. */
const heartbeatMs = 10_000
const until = { timeout: 120_000, interval: 50 }
/** A quarter of a minute each on a quiet machine, most of it the heartbeat of a dead worker. */
const patience = 180_000

let script: BundledScript
beforeAll(async () => {
  script = await bundleScript('worker.ts')
})
afterAll(() => script.remove())

/** A database, a vendor and the state, which end with the test. */
async function world({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, database?: string) {
  const connectionString = database ?? (await newTestDatabase())
  const vendor = await startToyVendor(() => [{ id: 'n0', isPublic: true }])
  const state = await openState(connectionString)
  onTestFinished(async () => {
    await state.close()
    await vendor.close()
  })
  const fleet = async (count: number, options: object = {}): Promise<readonly RunningScript[]> => {
    const workers = await startWorkers(script.path, count, {
      connectionString,
      state: connectionString,
      pollMs: 200,
      ...options,
    })
    onTestFinished(async () => {
      await Promise.all(workers.map((worker) => worker.kill()))
    })
    return workers
  }
  return { connectionString, vendor, state, fleet }
}

/** The worker that is scanning an integration now. What it prints of that may arrive later than what it asks the vendor. */
function scanning(workers: readonly RunningScript[], id: string): Promise<RunningScript> {
  const has = ({ lines }: RunningScript, word: string): boolean =>
    lines.some((line) => line.startsWith(word) && line.includes(`"integration":"${id}"`))
  return vi.waitFor(() => {
    const found = workers.find((worker) => has(worker, 'scan') && !has(worker, 'end'))
    if (!found) throw new Error(`No worker says that it scans ${id}.`)
    return found
  }, until)
}

describe.concurrent('a fleet', () => {
  it(
    '[F40] scans each of 30 integrations once, with ten timekeepers and ten workers racing for them',
    async (context) => {
      const { vendor, state, fleet } = await world(context)
      const ids = Array.from({ length: 30 }, (_, index) => `i${index}`)
      for (const id of ids) await state.integrations.put(toyIntegration(id, vendor.url))
      vendor.delayMs = 20
      const workers = await fleet(10, { pollMs: 50, concurrency: 2, connections: 5 })
      for (let round = 1; round <= 4; round++) {
        await vi.waitFor(async () => {
          const due = await state.integrations.list({ dueBefore: new Date().toISOString() })
          expect(due).toHaveLength(0)
        }, until)
        expect(vendor.sessions).toHaveLength(ids.length * round)
        if (round < 4) for (const id of ids) await makeDue(state, id)
      }
      expect(vendor.overlaps()).toEqual([])
      await stopWorkers(workers)
      const busy = workers.filter(({ lines }) => lines.some((line) => line.startsWith('scan')))
      expect(busy.length).toBeGreaterThan(3)
    },
    patience,
  )

  it(
    '[F38] goes on with the scans of workers that are killed',
    async (context) => {
      const { vendor, state, fleet } = await world(context)
      const ids = ['a', 'b', 'c', 'd']
      const expected = await changedWorld(state, vendor, ids)
      vendor.delayMs = 400
      const workers = await fleet(5, { concurrency: 1 })
      const victims = ids.slice(0, 3)
      await Promise.all(victims.map((id, index) => vendor.pagesAsked(id, 2 + index)))
      await Promise.all(victims.map(async (id) => (await scanning(workers, id)).kill()))
      expect(workers.filter((worker) => worker.process.signalCode === 'SIGKILL')).toHaveLength(victims.length)
      for (const id of ids) {
        await vi.waitFor(async () => expect((await state.checkpoints.lastRun(id))?.status).toBe('complete'), until)
        expect(await findingsOf(state, id)).toEqual(expected)
        const sessions = vendor.sessions.filter(({ integration }) => integration === id)
        expect(sessions).toHaveLength(victims.includes(id) ? 2 : 1)
        // Read again is at most the page that was not committed yet, and the one that was read ahead.
        const pages = sessions.reduce((sum, session) => sum + session.pages, 0)
        expect(pages).toBeLessThanOrEqual(victims.includes(id) ? pagesAfterChange + 2 : pagesAfterChange)
      }
      expect(vendor.overlaps()).toEqual([])
      await stopWorkers(workers.filter((worker) => worker.process.signalCode === null))
    },
    patience,
  )

  it(
    '[F41] lets a worker that slept past its lease write nothing when it wakes up',
    async (context) => {
      const { vendor, state, fleet } = await world(context)
      const expected = await changedWorld(state, vendor, ['a'])
      vendor.delayMs = 200
      const workers = await fleet(2, { concurrency: 1 })
      await vendor.pagesAsked('a', 2)
      const sleeper = await scanning(workers, 'a')
      sleeper.process.kill('SIGSTOP')
      await vi.waitFor(() => expect(vendor.sessions).toHaveLength(2), until)
      await vi.waitFor(async () => expect((await state.checkpoints.lastRun('a'))?.status).toBe('complete'), until)
      const after = await state.integrations.get('a')
      const report = await state.checkpoints.lastReport('a')
      sleeper.process.kill('SIGCONT')
      await sleeper.printed(/^end/)
      expect(sleeper.lines.find((line) => line.startsWith('end'))).not.toContain('"status":"complete"')
      expect(await findingsOf(state, 'a')).toEqual(expected)
      expect(await state.integrations.get('a')).toEqual(after)
      expect(await state.checkpoints.lastReport('a')).toEqual(report)
      expect((await state.checkpoints.lastRun('a'))?.status).toBe('complete')
      await stopWorkers(workers)
    },
    patience,
  )

  it(
    'hands the scan of a worker that is told to stop to another one at once',
    async (context) => {
      const { vendor, state, fleet } = await world(context)
      const expected = await changedWorld(state, vendor, ['a'])
      vendor.delayMs = 200
      const workers = await fleet(2, { concurrency: 1, pollMs: 60_000, drainMs: 0 })
      await vendor.pagesAsked('a', 2)
      const leaving = await scanning(workers, 'a')
      const at = performance.now()
      await stopWorkers([leaving])
      await vi.waitFor(() => expect(vendor.sessions).toHaveLength(2), until)
      expect((vendor.sessions[1]?.from ?? 0) - at).toBeLessThan(heartbeatMs)
      await vi.waitFor(async () => expect((await state.checkpoints.lastRun('a'))?.status).toBe('complete'), until)
      expect(await findingsOf(state, 'a')).toEqual(expected)
      expect(vendor.overlaps()).toEqual([])
      await stopWorkers(workers.filter((worker) => worker !== leaving))
    },
    patience,
  )

  it(
    '[F39] goes on after the database was restarted as after a crash, in the middle of scans',
    async (context) => {
      const database = await startPostgres({ durable: false })
      context.onTestFinished(() => database.stop())
      const { vendor, state, fleet } = await world(context, database.url)
      const ids = ['a', 'b', 'c', 'd']
      const expected = await changedWorld(state, vendor, ids)
      vendor.delayMs = 200
      const workers = await fleet(2, { concurrency: 2, againMs: 500 })
      await Promise.all(ids.map((id) => vendor.pagesAsked(id, 2)))
      await database.restart('immediate')
      for (const id of ids) {
        await vi.waitFor(async () => expect((await state.checkpoints.lastRun(id))?.status).toBe('complete'), until)
        expect(await findingsOf(state, id)).toEqual(expected)
      }
      expect(vendor.overlaps()).toEqual([])
      for (const { process } of workers) expect(process.exitCode ?? process.signalCode).toBeNull()
      await stopWorkers(workers)
    },
    patience,
  )

  it(
    'leaves an integration alone whose scans took their workers down, until somebody says to try again',
    async (context) => {
      const { vendor, state, fleet, connectionString } = await world(context)
      const expected = await changedWorld(state, vendor, ['a'])
      vendor.delayMs = 200
      const workers = await fleet(2, { concurrency: 1, attempts: 1 })
      await vendor.pagesAsked('a', 2)
      const victim = await scanning(workers, 'a')
      await victim.kill()
      const desk = createPgBossRunner({ scanner: toyScanner(state), connectionString, concurrency: 0, attempts: 1 })
      context.onTestFinished(() => desk.stop())
      await vi.waitFor(async () => expect(await desk.dead()).toHaveLength(1), until)
      const [letter] = await desk.dead()
      expect(letter).toMatchObject({ integration: 'a', attempts: 1, reason: 'Its workers died, or hung, each time' })
      expect(await desk.poll()).toBe(0)
      expect(vendor.sessions).toHaveLength(1)
      expect(await desk.retry()).toBe(1)
      await vi.waitFor(async () => expect((await state.checkpoints.lastRun('a'))?.status).toBe('complete'), until)
      expect(await findingsOf(state, 'a')).toEqual(expected)
      await stopWorkers(workers.filter((worker) => worker !== victim))
    },
    patience,
  )
})
