import { createHook } from 'node:async_hooks'
import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createScanner, ProviderError } from '../src/index.ts'
import { NotesWorld, notesConnector } from './notes-world.ts'

/** Compiled code and the caches of the runtime fill up first. */
const warmUpScans = 100
const scans = 300
/** What the heap may grow by for each scan, in bytes: it wavers by less, and a scan that is held on to takes more. */
const leftPerScan = 2_000
/** Timers and handles that the test runner may come to have meanwhile. */
const runnersOwn = 5

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

function worldOf(notes: number): NotesWorld {
  const world = new NotesWorld()
  for (let index = 0; index < notes; index++) {
    world.put({ id: `n${index}`, isPublic: index % 2 === 0, links: [{ id: `l${index}`, isOpen: true }] })
  }
  world.people = [{ id: 'p0', isAdmin: true }]
  return world
}

it('[F48] three hundred scans in one process leave no memory, timer, handle or listener behind', async () => {
  const world = worldOf(12)
  const host = new AbortController()
  const scanner = createScanner({ connectors: [notesConnector(world)] })
  const { id } = await scanner.integrations.register({
    connector: 'notes',
    config: {},
    credentials: { kind: 'token', token: 'x' },
  })

  /** Some scans are stopped by the host, some meet trouble at the vendor, some are watched; the host's signal stays. */
  const scan = async (count: number): Promise<string> => {
    const stop = new AbortController()
    const isStopped = count % 5 === 1
    world.calls = []
    world.faults.clear()
    if (count % 7 === 2) world.faults.set('page 2', new ProviderError('down'))
    world.beforePage = (page) => {
      if (isStopped && page === 2) stop.abort()
    }
    const stopListening = scanner.on('scan-progress', () => undefined)
    const signal = isStopped ? AbortSignal.any([host.signal, stop.signal]) : host.signal
    const { status } = await scanner.scan(id, { signal, mode: 'full' })
    stopListening()
    return status
  }
  const timers = new Set<number>()
  // Counts those too that let the process end.
  const hook = createHook({
    init(asyncId, type) {
      if (type === 'Timeout') timers.add(asyncId)
    },
    destroy: (asyncId) => timers.delete(asyncId),
  }).enable()
  const measure = async () => {
    // What waits to be finalised lets go of more.
    for (let round = 0; round < 4; round++) {
      await setImmediate()
      collectGarbage()
    }
    return {
      heap: process.memoryUsage().heapUsed,
      timers: timers.size,
      resources: process.getActiveResourcesInfo().length,
      listeners: getEventListeners(host.signal, 'abort').length + process.eventNames().length,
    }
  }

  const ends = new Map<string, number>()
  for (let count = 0; count < warmUpScans; count++) await scan(count)
  const before = await measure()
  for (let count = 0; count < scans; count++) {
    const status = await scan(count)
    ends.set(status, (ends.get(status) ?? 0) + 1)
  }
  const after = await measure()
  hook.disable()
  await scanner.close()

  expect(ends.get('complete')).toBeGreaterThan(150)
  expect(ends.get('aborted')).toBeGreaterThan(40)
  expect(ends.get('incomplete')).toBeGreaterThan(20)
  expect(after.timers).toBeLessThan(before.timers + runnersOwn)
  expect(after.resources).toBeLessThan(before.resources + runnersOwn)
  expect(after.listeners).toBe(before.listeners)
  expect((after.heap - before.heap) / scans).toBeLessThan(leftPerScan)
})
