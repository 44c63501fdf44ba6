import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const urlOf = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)

const script = `
  import { createMemoryState, systemClock } from ${urlOf('../../src/index.ts')}
  import { createScheduler } from ${urlOf('../../src/schedule/scheduler.ts')}

  const state = createMemoryState({ clock: systemClock })
  await state.integrations.put({
    id: 'a', connector: 'acme', name: 'a', config: {}, authKind: 'key', credentialRef: 'a',
    createdAt: '2026-01-01T00:00:00.000Z', nextScanAt: '2026-01-01T00:00:00.000Z',
  })
  const before = process.eventNames().length
  let scans = 0
  const scheduler = createScheduler({
    state,
    clock: systemClock,
    log: { debug() {}, warn: console.error },
    connectors: new Map([['acme', undefined]]),
    leaseMs: 1_000,
    scan: async () => { scans++ },
    deliver: async () => 0,
    concurrency: 4,
    perConnector: 4,
    pollMs: 15_000,
  })
  scheduler.start()
  process.once('beforeExit', () => console.log(scans, process.eventNames().length - before))
`

it('does not keep the process alive, and listens to none of its signals', async () => {
  const options = ['--conditions=@opencasb/source', '--input-type=module', '-e', script]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, options, { timeout: 20_000 })
  expect([stdout.trim(), stderr]).toEqual(['1 0', ''])
})
