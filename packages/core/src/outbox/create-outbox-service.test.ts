import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import type { DurableDelivery, FindingSink } from '../contract/sinks.ts'
import type { StateStore } from '../contract/state.ts'
import { SinkError } from '../errors/sink-error.ts'
import type { Finding, FindingChange } from '../model/finding.ts'
import type { HealthChange } from '../model/health.ts'
import type { Integration } from '../model/integration.ts'
import { silentLog } from '../scanner/silent-log.ts'
import { createMemoryState } from '../state/memory-state.ts'
import { createOutboxService } from './create-outbox-service.ts'
import { outboxEntriesOf } from './outbox-entries.ts'
import type { OutboxService } from './outbox-service.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

function changeOf(
  fingerprint: string,
  revision = 1,
  more: { integration?: string; runId?: string } = {},
): FindingChange {
  const { integration = 'one', runId = 'run-1' } = more
  const finding = { fingerprint, integration, revision } as Finding
  return { id: `${fingerprint}-${revision}`, type: 'opened', at: '2026-01-01T00:00:00.000Z', runId, finding }
}

/** A durable sink whose receiver can be switched off. */
class Receiver implements FindingSink {
  readonly name: string
  readonly durable: DurableDelivery
  readonly received: string[] = []
  readonly calls: string[] = []
  attempts = 0
  failure: Error | undefined
  /** Refuses what it does not like. */
  refuses: (call: { readonly integration: string }) => Error | undefined = () => undefined
  /** Ends a call where it is given. */
  gate: Promise<void> | undefined
  readonly underWay = new Map<string, number>()
  mostAtOnce = 0
  twiceAtOnce = false

  constructor(durable: DurableDelivery = {}, name = 'receiver') {
    this.durable = durable
    this.name = name
  }

  async write(changes: readonly FindingChange[], { integration, runId }: { integration: string; runId: string }) {
    await this.#take(`${integration} ${runId} ${changes.length}`, changes)
    const refusal = this.refuses({ integration })
    if (refusal) throw refusal
    this.received.push(...changes.map(({ id }) => id))
  }

  async runEnded(report: { readonly runId: string }) {
    await this.#take(`end ${report.runId}`, [])
    this.received.push(`end ${report.runId}`)
  }

  async healthChanged(change: HealthChange) {
    await this.#take(`health ${change.health.state}`, [])
    this.received.push(change.id)
  }

  async #take(call: string, changes: readonly FindingChange[]): Promise<void> {
    this.attempts += 1
    this.calls.push(call)
    const failure = this.failure
    for (const { finding } of changes) {
      const count = (this.underWay.get(finding.fingerprint) ?? 0) + 1
      this.underWay.set(finding.fingerprint, count)
      if (count > 1 && this.durable.batch === 1) this.twiceAtOnce = true
    }
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay.size)
    await (this.gate ?? Promise.resolve())
    await Promise.resolve()
    for (const { finding } of changes) this.underWay.delete(finding.fingerprint)
    if (failure) throw failure
  }
}

interface Setup {
  readonly clock: FakeClock
  readonly state: StateStore
  readonly outbox: OutboxService
  readonly warnings: string[]
  put(...changes: readonly FindingChange[]): Promise<void>
  /** Delivers every so often, as a scanner that was started does. */
  tick(forMs: number, everyMs?: number): Promise<void>
}

async function setUp(sinks: readonly FindingSink[], options: { limitMs?: number } = {}): Promise<Setup> {
  const clock = createFakeClock({ auto: false })
  const state = createMemoryState({ clock })
  for (const id of ['one', 'two']) await state.integrations.put({ id } as Integration)
  const warnings: string[] = []
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) }
  const outbox = createOutboxService({ state, sinks, clock, log }, { random: () => 1, ...options })
  return {
    clock,
    state,
    outbox,
    warnings,
    put: (...changes) =>
      state.outbox.add(
        outboxEntriesOf(
          sinks,
          changes.map((change) => ({ type: 'finding-change', change })),
          clock.now(),
        ),
      ),
    async tick(forMs, everyMs = minute) {
      for (let passed = 0; passed < forMs; passed += everyMs) {
        await outbox.deliver()
        await clock.advance(everyMs)
      }
      await outbox.deliver()
    },
  }
}

const down = new SinkError('connect ECONNREFUSED', { sink: 'receiver' })

describe('createOutboxService', () => {
  it('sends what waits, by integration and run, and forgets it', async () => {
    const receiver = new Receiver()
    const { outbox, put } = await setUp([receiver])
    await put(changeOf('a'), changeOf('b', 1, { integration: 'two' }), changeOf('c'))
    expect(await outbox.deliver()).toBe(3)
    expect(receiver.calls).toEqual(['one run-1 2', 'two run-1 1'])
    expect((await outbox.list()).items).toEqual([])
    expect(await outbox.deliver()).toBe(0)
  })

  it('writes the same change once, however often it is put', async () => {
    const receiver = new Receiver()
    const { outbox, put } = await setUp([receiver])
    await put(changeOf('a'))
    await put(changeOf('a'))
    await outbox.deliver()
    expect(receiver.received).toEqual(['a-1'])
  })

  it('leaves sinks alone that are not durable, or do not listen to health and ends', async () => {
    const plain: FindingSink = { name: 'plain', write: async () => undefined }
    const deaf: FindingSink = { name: 'deaf', durable: {}, write: async () => undefined }
    const { put, outbox, state } = await setUp([plain, deaf])
    await put(changeOf('a'))
    const health = { id: 'h1', integration: 'one' } as HealthChange
    await state.outbox.add(outboxEntriesOf([plain, deaf], [{ type: 'health-change', change: health }], 0))
    expect((await outbox.list()).items.map(({ sink, type }) => [sink, type])).toEqual([['deaf', 'finding-change']])
  })

  it('tells the end of a scan after its findings, and health', async () => {
    const receiver = new Receiver({ batch: 1, concurrency: 4 })
    const { clock, state, outbox, put } = await setUp([receiver])
    await put(changeOf('a'), changeOf('b'))
    const gap = { reason: 'aborted', message: 'x', checks: [], count: 1 } as const
    const stream = { resource: 'r', partition: '', partitionName: '', mode: 'full', items: 0, pages: 0 } as const
    const report = {
      runId: 'run-1',
      endedAt: 'then',
      integration: { id: 'one' },
      checks: [],
      gaps: Array.from({ length: 500 }, () => gap),
      streams: Array.from({ length: 500 }, (_, n) => ({ ...stream, complete: n > 200 })),
    }
    const health = { id: 'h1', integration: 'one', health: { state: 'healthy' } } as HealthChange
    const messages = [
      { type: 'scan-end', report: report as never },
      { type: 'health-change', change: health },
    ] as const
    await state.outbox.add(outboxEntriesOf([receiver], messages, clock.now() + 1))
    await state.outbox.add(outboxEntriesOf([receiver], messages, clock.now() + 2))
    const body = (await outbox.list()).items.find(({ type }) => type === 'scan-end')?.body as typeof report | undefined
    expect([body?.gaps.length, body?.streams.length]).toEqual([100, 100])
    await clock.advance(second)
    expect(await outbox.deliver()).toBe(4)
    expect(receiver.received.indexOf('end run-1')).toBeGreaterThan(receiver.received.indexOf('b-1'))
    expect(receiver.received).toContain('h1')
  })

  it('[F47] an integration with thousands of messages keeps those of others waiting for one handful only', async () => {
    const receiver = new Receiver({ batch: 1, concurrency: 4 })
    const { clock, outbox, put } = await setUp([receiver])
    await put(...Array.from({ length: 3_000 }, (_, n) => changeOf(`big${n}`)))
    await clock.advance(second)
    await put(changeOf('small', 1, { integration: 'two' }))
    await put(changeOf('small', 2, { integration: 'two' }))
    await clock.advance(second)
    expect(await outbox.deliver()).toBe(3_002)
    expect(receiver.received.indexOf('small-2')).toBeLessThan(10)
    expect(new Set(receiver.received).size).toBe(3_002)
    expect((await outbox.list()).items).toEqual([])
  })

  it('[F47] what an integration has that is refused again and again keeps nobody waiting either', async () => {
    const receiver = new Receiver({ batch: 1, concurrency: 4 })
    const poison = new SinkError('HTTP 400', { sink: 'receiver' })
    receiver.refuses = ({ integration }) => (integration === 'two' ? poison : undefined)
    const { clock, outbox, put } = await setUp([receiver])
    await put(...Array.from({ length: 3_000 }, (_, n) => changeOf(`big${n}`)))
    await clock.advance(second)
    await put(...Array.from({ length: 3 }, (_, n) => changeOf(`poison${n}`, 1, { integration: 'two' })))
    await clock.advance(second)
    expect(await outbox.deliver()).toBe(3_000)
    expect((await outbox.list()).items.map(({ attempts }) => attempts)).toEqual([1, 1, 1])
  })

  it('asks a receiver that is down for a handful of two integrations at most, however many there are', async () => {
    const receiver = new Receiver({ batch: 1, concurrency: 4 })
    receiver.failure = down
    const { clock, state, outbox, put } = await setUp([receiver])
    for (let n = 0; n < 50; n++) {
      await state.integrations.put({ id: `i${n}` } as Integration)
      await put(...Array.from({ length: 20 }, (_, m) => changeOf(`f${n}-${m}`, 1, { integration: `i${n}` })))
      await clock.advance(1)
    }
    await outbox.deliver()
    expect(receiver.attempts).toBeLessThanOrEqual(8)
    await clock.advance(minute)
    await outbox.deliver()
    expect(receiver.attempts).toBeLessThanOrEqual(16)
  })

  it('looks past the messages of one integration for others once a second only', async () => {
    const receiver = new Receiver({ batch: 1, concurrency: 4 })
    const { clock, state, outbox, put } = await setUp([receiver])
    await put(...Array.from({ length: 3_000 }, (_, n) => changeOf(`big${n}`)))
    await clock.advance(second)
    let looks = 0
    const claim = state.outbox.claim
    state.outbox.claim = (query) => {
      if (query.except && query.except.length > 0) looks += 1
      return claim(query)
    }
    expect(await outbox.deliver()).toBe(3_000)
    expect(looks).toBe(1)
  })

  it('keeps the order of a finding while sending several at once', async () => {
    const receiver = new Receiver({ batch: 1, concurrency: 8 })
    const { clock, outbox, put } = await setUp([receiver])
    const changes = Array.from({ length: 60 }, (_, n) => changeOf(`f${n % 5}`, 1 + Math.floor(n / 5)))
    for (const change of changes) {
      await put(change)
      await clock.advance(1)
    }
    expect(await outbox.deliver()).toBe(60)
    for (let finding = 0; finding < 5; finding++) {
      const own = receiver.received.filter((id) => id.startsWith(`f${finding}-`))
      expect(own).toEqual(Array.from({ length: 12 }, (_, n) => `f${finding}-${n + 1}`))
    }
    expect(receiver.twiceAtOnce).toBe(false)
    expect(receiver.mostAtOnce).toBeGreaterThan(2)
  })

  it('gives everything to a receiver that was down for a day, without asking it all the time', async () => {
    const receiver = new Receiver()
    const { outbox, put, tick } = await setUp([receiver])
    receiver.failure = down
    for (let n = 0; n < 24; n++) {
      await put(...Array.from({ length: 20 }, (_, k) => changeOf(`f${n}-${k}`)))
      await tick(hour)
    }
    expect(receiver.received).toEqual([])
    expect(receiver.attempts).toBeLessThan(24 * 13)
    receiver.failure = undefined
    await tick(10 * hour + 5 * minute)
    expect(new Set(receiver.received).size).toBe(480)
    expect(receiver.received).toHaveLength(480)
    expect((await outbox.list()).items).toEqual([])
  })

  it('lets no sink wait for another', async () => {
    const broken = new Receiver({}, 'broken')
    const hanging = new Receiver({}, 'hanging')
    const well = new Receiver({}, 'well')
    broken.failure = down
    let open = (): void => undefined
    hanging.gate = new Promise((resolve) => {
      open = resolve
    })
    const { outbox, put } = await setUp([broken, hanging, well])
    await put(changeOf('a'))
    const first = outbox.deliver()
    await expect.poll(() => well.received).toEqual(['a-1'])
    await put(changeOf('b'))
    const second = outbox.deliver()
    await expect.poll(() => well.received).toEqual(['a-1', 'b-1'])
    open()
    await Promise.all([first, second])
    expect(hanging.received).toEqual(['a-1', 'b-1'])
    expect((await outbox.list({ sink: 'broken' })).items).toHaveLength(2)
  })

  it('waits longer after each attempt, and as long as the receiver asks', async () => {
    const receiver = new Receiver({ backOffMs: [minute, hour] })
    const { clock, outbox, put } = await setUp([receiver])
    receiver.failure = down
    await put(changeOf('a'))
    const waits: number[] = []
    for (let n = 0; n < 3; n++) {
      await outbox.deliver()
      const [row] = (await outbox.list()).items
      waits.push(Date.parse(row?.nextAt ?? '') - clock.now())
      await clock.advance(hour)
    }
    expect(waits).toEqual([minute, hour, hour])
    receiver.failure = new SinkError('429', { sink: 'receiver', retryAfterMs: 3 * hour })
    await outbox.deliver()
    await clock.advance(3 * hour - 1)
    await put(changeOf('b'))
    const before = receiver.attempts
    expect(await outbox.deliver()).toBe(0)
    expect(receiver.attempts).toBe(before)
    receiver.failure = undefined
    await clock.advance(1)
    expect(await outbox.deliver()).toBe(2)
  })

  it('gives up what the receiver will never take, keeps it, and tries again on the host’s word', async () => {
    const receiver = new Receiver()
    const { clock, outbox, put, warnings } = await setUp([receiver])
    receiver.failure = new SinkError('410 Gone', { sink: 'receiver', retryable: false })
    await put(changeOf('a'), changeOf('b'))
    await outbox.deliver()
    const dead = (await outbox.list({ state: 'dead' })).items
    expect(dead.map(({ attempts, lastError }) => [attempts, lastError])).toEqual([
      [1, '410 Gone'],
      [1, '410 Gone'],
    ])
    expect(warnings).toEqual(['the sink receiver did not take messages'])
    await clock.advance(30 * day)
    expect(await outbox.deliver()).toBe(0)
    receiver.failure = undefined
    expect(await outbox.retry({ sink: 'receiver' })).toBe(2)
    expect(await outbox.deliver()).toBe(2)
  })

  it('gives up after seven days, but not a message that was hardly tried', async () => {
    const receiver = new Receiver()
    const { clock, outbox, put, tick } = await setUp([receiver])
    receiver.failure = down
    await put(changeOf('old'))
    await clock.advance(8 * day)
    await outbox.deliver()
    expect((await outbox.list({ state: 'dead' })).items).toEqual([])
    await put(changeOf('young'))
    await tick(6 * day, hour)
    expect((await outbox.list({ state: 'dead' })).items.map(({ id }) => id)).toEqual(['old-1'])
    await tick(2 * day, hour)
    expect((await outbox.list({ state: 'dead' })).items.map(({ id }) => id)).toEqual(['old-1', 'young-1'])
    expect(await outbox.discard({ state: 'dead' })).toBe(2)
  })

  it('two processes never send the same message at once', async () => {
    const receiver = new Receiver({ batch: 1, concurrency: 3 })
    const { clock, state, outbox, put } = await setUp([receiver])
    const other = createOutboxService({ state, sinks: [receiver], clock, log: silentLog })
    await put(...Array.from({ length: 200 }, (_, n) => changeOf(`f${n}`)))
    const taken = await Promise.all([outbox.deliver(), other.deliver(), outbox.deliver()])
    expect(receiver.received).toHaveLength(200)
    expect(new Set(receiver.received).size).toBe(200)
    expect((taken[0] ?? 0) + (taken[1] ?? 0)).toBe(200)
  })

  it('[F38] sends again, with the same id, what a process that died had taken', async () => {
    const receiver = new Receiver()
    const { clock, state, put } = await setUp([receiver])
    await put(changeOf('a'))
    const dying = { ...state, outbox: { ...state.outbox, done: () => Promise.reject(new Error('killed')) } }
    const killed = createOutboxService({ state: dying, sinks: [receiver], clock, log: silentLog })
    await expect(killed.deliver()).rejects.toThrow('killed')
    const next = createOutboxService({ state, sinks: [receiver], clock, log: silentLog })
    expect(await next.deliver()).toBe(0)
    await clock.advance(3 * minute)
    expect(await next.deliver()).toBe(1)
    expect(receiver.received).toEqual(['a-1', 'a-1'])
  })

  it('does not wait for a sink that hangs, and tries again later', async () => {
    const receiver = new Receiver({ backOffMs: [minute] })
    receiver.gate = new Promise(() => undefined)
    const { clock, outbox, put } = await setUp([receiver], { limitMs: 20 })
    await put(changeOf('a'))
    expect(await outbox.deliver()).toBe(0)
    const [row] = (await outbox.list()).items
    expect([row?.attempts, row?.lastError]).toEqual([1, 'no answer within 0.02 seconds'])
    receiver.gate = undefined
    await clock.advance(minute)
    expect(await outbox.deliver()).toBe(1)
  })

  it('does not count an attempt where a message’s turn did not come', async () => {
    const receiver = new Receiver()
    receiver.gate = new Promise(() => undefined)
    const { clock, outbox, put } = await setUp([receiver], { limitMs: 20 })
    await put(changeOf('a'), changeOf('b', 1, { integration: 'two' }))
    await outbox.deliver()
    expect((await outbox.list()).items.map(({ id, attempts }) => [id, attempts])).toEqual([
      ['a-1', 1],
      ['b-1', 0],
    ])
    receiver.gate = undefined
    await clock.advance(minute)
    expect(await outbox.deliver()).toBe(2)
  })

  it('[F45] ends with its signal, and the message is due again at once', async () => {
    const receiver = new Receiver()
    receiver.gate = new Promise(() => undefined)
    const { outbox, put } = await setUp([receiver])
    await put(changeOf('a'))
    const stop = new AbortController()
    const delivering = outbox.deliver({ signal: stop.signal })
    await expect.poll(() => receiver.attempts).toBe(1)
    stop.abort(new Error('stopped'))
    expect(await delivering).toBe(0)
    receiver.gate = undefined
    expect(await outbox.deliver()).toBe(1)
  })

  it('refuses two durable sinks of one name', async () => {
    await expect(setUp([new Receiver(), new Receiver()])).rejects.toThrow(/two durable sinks are called "receiver"/)
  })
})
