import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Setup, setUp, worldOf } from '../../tests/scan-set-up.ts'
import type { FindingSink } from '../contract/sinks.ts'
import type { CommitBatch, StateStore } from '../contract/state.ts'
import type { FindingChange } from '../model/finding.ts'
import { createMemoryState } from '../state/memory-state.ts'

const day = 24 * 60 * 60 * 1_000

/** A durable sink that can be down. */
class Receiver implements FindingSink {
  readonly name = 'receiver'
  readonly durable = {}
  readonly changes: FindingChange[] = []
  readonly ends: string[] = []
  isDown = false

  async write(changes: readonly FindingChange[]): Promise<void> {
    if (this.isDown) throw new Error('down')
    this.changes.push(...changes)
  }

  async runEnded({ status }: { readonly status: string }): Promise<void> {
    if (this.isDown) throw new Error('down')
    this.ends.push(status)
  }
}

async function scannerOf(count: number, sink: FindingSink, options: { state?: StateStore; dies?: boolean } = {}) {
  const { dies = false, ...state } = options
  const clock = createFakeClock({ auto: false })
  const setup: Setup = await setUp(worldOf(count), { sinks: [sink], clock, ...state }, ['notes/public'])
  if (!dies) onTestFinished(() => setup.scanner.close())
  return { ...setup, clock, outbox: setup.scanner.outbox }
}

describe('a scan with a durable sink', () => {
  it('waits for no receiver, and delivers what it committed afterwards', async () => {
    const sink = new Receiver()
    sink.isDown = true
    const { scan, scanner, outbox, clock } = await scannerOf(25, sink)
    const report = await scan()
    expect(report.status).toBe('complete')
    await outbox.deliver()
    expect(sink.changes).toEqual([])
    sink.isDown = false
    await clock.advance(day)
    await outbox.deliver()
    const findings = (await scanner.findings.list()).items
    expect(sink.changes.map(({ finding }) => finding.fingerprint).sort()).toEqual(
      findings.map(({ fingerprint }) => fingerprint).sort(),
    )
    expect(sink.changes.every(({ runId }) => runId === report.runId)).toBe(true)
    expect(sink.ends).toEqual(['complete'])
    await scan()
    await outbox.deliver()
    expect(sink.changes).toHaveLength(findings.length)
    expect(sink.ends).toEqual(['complete', 'complete'])
  })

  it('[F38] loses nothing where the process dies between the commit and the end of the delivery', async () => {
    const state = createMemoryState()
    const dead: FindingSink = { name: 'receiver', durable: {}, write: () => new Promise(() => undefined) }
    const before = await scannerOf(3, dead, { state, dies: true })
    await before.scan()
    await expect.poll(async () => (await before.outbox.list()).items.length).toBe(3)
    const sink = new Receiver()
    const after = await scannerOf(0, sink, { state })
    await after.clock.advance(day)
    await after.outbox.deliver()
    expect(sink.changes).toHaveLength(3)
    expect((await after.outbox.list()).items).toEqual([])
  })

  it('[F39] writes no message where the commit fails, and each once where it is repeated', async () => {
    const sink = new Receiver()
    const memory = createMemoryState()
    let failing = true
    const state: StateStore = {
      ...memory,
      async commit(batch: CommitBatch) {
        if (failing && batch.findings) throw new Error('disk full')
        await memory.commit(batch)
      },
    }
    const { scan, outbox } = await scannerOf(3, sink, { state })
    expect((await scan()).status).toBe('failed')
    await outbox.deliver()
    expect(sink.changes).toEqual([])
    failing = false
    await scan()
    await outbox.deliver()
    expect(sink.changes).toHaveLength(3)
  })

  it('puts what a person does into the outbox with the finding', async () => {
    const sink = new Receiver()
    const { scan, scanner, outbox, id } = await scannerOf(1, sink)
    await scan()
    await outbox.deliver()
    const [finding] = (await scanner.findings.list()).items
    const ref = { integration: id, fingerprint: finding?.fingerprint ?? '' }
    await scanner.findings.acknowledge(ref, { by: 'user-17' })
    expect(sink.changes).toHaveLength(1)
    await outbox.deliver()
    expect(sink.changes.map(({ type }) => type)).toEqual(['opened', 'acknowledged'])
    expect(sink.changes[1]?.runId).toBeUndefined()
  })

  it('calls the sinks that are not durable as before', async () => {
    const told: string[] = []
    const plain: FindingSink = {
      name: 'plain',
      write: async (changes) => void told.push(...changes.map(({ type }) => type)),
      runEnded: async ({ status }) => void told.push(status),
    }
    const { scan } = await scannerOf(1, plain)
    await scan()
    expect(told).toEqual(['opened', 'complete'])
  })
})
