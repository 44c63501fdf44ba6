import type { HealthState } from '@opencasb/core'
import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { SpanStatusCode } from '@opentelemetry/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instrument } from '../src/index.ts'
import { type Recorded, recorded } from './recorded.ts'
import { changeOf, progressOf, reportOf, scriptedScanner } from './scripted-scanner.ts'

const start = { integration: 'one', runId: 'run-1', mode: 'full', resumed: false, resources: ['notes.note'] } as const

const gap = {
  integration: 'one',
  runId: 'run-1',
  reason: 'permission-missing',
  message: 'canary-message',
  resource: 'notes.note',
  facet: 'notes.note.links',
  asset: 'canary-asset',
  checks: ['notes/public', 'notes/links'],
  count: 1,
} as const

describe('instrument', () => {
  let telemetry: Recorded
  let clock: FakeClock

  beforeEach(() => {
    telemetry = recorded()
    clock = createFakeClock()
  })
  afterEach(() => telemetry.close())

  it('writes a span for each scan, with its gaps at the time when they were found', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    scanner.emit('scan-start', start)
    await clock.advance(20_000)
    scanner.emit('scan-gap', gap)
    const streams = [
      {
        resource: 'notes.note',
        partition: 'main',
        partitionName: 'Main',
        mode: 'full',
        complete: true,
        items: 7,
        pages: 1,
      },
    ] as const
    scanner.emit('scan-end', reportOf({ status: 'incomplete', gaps: [{ ...gap, count: 3 }], streams }))

    const [span, ...others] = telemetry.spans()
    expect(others).toEqual([])
    expect(span).toMatchObject({
      name: 'opencasb.scan',
      attributes: {
        'opencasb.connector': 'notes',
        'opencasb.integration.id': 'one',
        'opencasb.scan.run_id': 'run-1',
        'opencasb.scan.mode': 'full',
        'opencasb.scan.resumed': false,
        'opencasb.scan.status': 'incomplete',
        'opencasb.scan.item_count': 7,
        'opencasb.scan.gap_count': 3,
      },
      status: { code: SpanStatusCode.UNSET },
      duration: [60, 0],
    })
    expect(span?.events).toMatchObject([
      {
        name: 'opencasb.gap',
        time: [Date.parse('2026-01-01T00:00:20Z') / 1_000, 0],
        attributes: {
          'opencasb.gap.reason': 'permission-missing',
          'opencasb.gap.check_count': 2,
          'opencasb.resource.type': 'notes.note',
          'opencasb.facet': 'notes.note.links',
        },
      },
    ])
  })

  it('marks a scan that failed, also one that never started, with the code of its error', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    scanner.emit('scan-end', reportOf({ status: 'failed', error: { code: 'credential', message: 'canary-message' } }))
    expect(telemetry.spans()).toMatchObject([
      { status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': 'credential' } },
    ])
    expect((await telemetry.metrics())['opencasb.scan.duration [s]']).toEqual([
      [
        'error.type=credential opencasb.connector=notes opencasb.scan.mode=full opencasb.scan.status=failed',
        { count: 1, sum: 60 },
      ],
    ])
  })

  it('counts scans by status and how long they took', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    for (const status of ['complete', 'complete', 'aborted'] as const) scanner.emit('scan-end', reportOf({ status }))
    expect((await telemetry.metrics())['opencasb.scan.duration [s]']).toEqual([
      ['opencasb.connector=notes opencasb.scan.mode=full opencasb.scan.status=complete', { count: 2, sum: 120 }],
      ['opencasb.connector=notes opencasb.scan.mode=full opencasb.scan.status=aborted', { count: 1, sum: 60 }],
    ])
  })

  it('counts of a scan that goes on only the time since it goes on', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    await clock.advance(86_400_000)
    scanner.emit('scan-start', { ...start, resumed: true })
    scanner.emit('scan-end', reportOf({ resumed: true, endedAt: '2026-01-02T00:00:05.000Z' }))
    expect((await telemetry.metrics())['opencasb.scan.duration [s]']?.[0]?.[1]).toEqual({ count: 1, sum: 5 })
    expect(telemetry.spans()[0]?.duration).toEqual([5, 0])
  })

  it('counts requests, retries and refusals by connector and bucket, and gaps by reason', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    const requests = [
      { bucket: 'core', requests: 40, notModified: 10, retries: 3, refused: 2 },
      { bucket: 'graphql', requests: 5, notModified: 0, retries: 0, refused: 0 },
    ]
    const report = reportOf({ requests, gaps: [{ ...gap, count: 4 }] })
    scanner.emit('scan-end', report)
    scanner.emit('scan-end', report)
    const core = 'opencasb.connector=notes opencasb.rate_limit.bucket=core'
    const graphql = 'opencasb.connector=notes opencasb.rate_limit.bucket=graphql'
    expect(await telemetry.metrics()).toMatchObject({
      'opencasb.vendor.requests [{request}]': [
        [core, 80],
        [graphql, 10],
      ],
      'opencasb.vendor.not_modified [{request}]': [
        [core, 20],
        [graphql, 0],
      ],
      'opencasb.vendor.retries [{request}]': [
        [core, 6],
        [graphql, 0],
      ],
      'opencasb.vendor.refusals [{request}]': [
        [core, 4],
        [graphql, 0],
      ],
      'opencasb.scan.gaps [{gap}]': [['opencasb.connector=notes opencasb.gap.reason=permission-missing', 8]],
    })
  })

  it('counts changes of findings by what happened and by severity', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    for (const change of ['opened', 'opened', 'resolved'] as const)
      scanner.emit('finding-change', changeOf(change, 'high'))
    scanner.emit('finding-change', changeOf('opened', 'low'))
    const where = (change: string, severity: string): string =>
      `opencasb.connector=notes opencasb.finding.change=${change} opencasb.finding.severity=${severity}`
    expect((await telemetry.metrics())['opencasb.finding.changes [{change}]']).toEqual([
      [where('opened', 'high'), 2],
      [where('resolved', 'high'), 1],
      [where('opened', 'low'), 1],
    ])
  })

  it('counts items once, however often a stream tells how many it has', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    const items = async (): Promise<unknown> =>
      (await telemetry.metrics())['opencasb.scan.items [{item}]']?.map(([, value]) => value)
    scanner.emit('scan-start', start)
    scanner.emit('scan-progress', progressOf(10, 1))
    scanner.emit('scan-progress', progressOf(25, 2))
    scanner.emit('scan-progress', progressOf(25, 2))
    scanner.emit('scan-progress', progressOf(3, 1, { partition: 'other' }))
    scanner.emit('scan-progress', progressOf(3, 1, { partition: 'other', done: true }))
    expect(await items()).toEqual([28])
    // Stopped, and gone on with.
    scanner.emit('scan-end', reportOf({ status: 'deferred' }))
    scanner.emit('scan-start', { ...start, resumed: true })
    scanner.emit('scan-progress', progressOf(40, 3))
    expect(await items()).toEqual([43])
    // The checkpoint has expired at the vendor: read anew.
    scanner.emit('scan-progress', progressOf(10, 1))
    expect(await items()).toEqual([53])
    // Taken over from another process.
    scanner.emit('scan-start', { ...start, runId: 'run-2', resumed: true })
    scanner.emit('scan-progress', progressOf(900, 9, { runId: 'run-2' }))
    scanner.emit('scan-progress', progressOf(1_000, 10, { runId: 'run-2' }))
    expect(await items()).toEqual([153])
  })

  it('goes on counting a scan beside which another one of the same integration was refused', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    scanner.emit('scan-start', start)
    scanner.emit('scan-gap', gap)
    scanner.emit('scan-progress', progressOf(10, 1))
    scanner.emit('scan-end', reportOf({ runId: 'run-2', status: 'failed', error: { code: 'busy', message: 'busy' } }))
    scanner.emit('scan-progress', progressOf(1_000, 2))
    scanner.emit('scan-end', reportOf())
    expect((await telemetry.metrics())['opencasb.scan.items [{item}]']?.map(([, value]) => value)).toEqual([1_000])
    expect(telemetry.spans().map(({ events }) => events.length)).toEqual([0, 1])
  })

  it('takes a gap or a word of a run that was replaced for nobody’s', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    scanner.emit('scan-start', start)
    scanner.emit('scan-start', { ...start, runId: 'run-2' })
    scanner.emit('scan-gap', gap)
    scanner.emit('scan-progress', progressOf(10, 1))
    scanner.emit('scan-end', reportOf({ status: 'failed', error: { code: 'state', message: 'taken over' } }))
    scanner.emit('scan-progress', progressOf(3, 1, { runId: 'run-2' }))
    scanner.emit('scan-end', reportOf({ runId: 'run-2' }))
    expect((await telemetry.metrics())['opencasb.scan.items [{item}]']?.map(([, value]) => value)).toEqual([3])
    expect(telemetry.spans().map(({ events }) => events.length)).toEqual([0, 0])
  })

  it.each(['deferred', 'aborted', 'failed'] as const)(
    'counts once what a scan had read that ended as %s and goes on',
    async (status) => {
      const scanner = scriptedScanner()
      instrument(scanner, { ...telemetry, clock })
      scanner.emit('scan-start', start)
      scanner.emit('scan-progress', progressOf(100, 1))
      scanner.emit('scan-end', reportOf({ status }))
      scanner.emit('scan-start', { ...start, resumed: true })
      scanner.emit('scan-progress', progressOf(150, 2))
      expect((await telemetry.metrics())['opencasb.scan.items [{item}]']?.map(([, value]) => value)).toEqual([150])
    },
  )

  it('forgets the oldest of the scans that were handed over to other processes, and no other', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, { ...telemetry, clock })
    const items = async (): Promise<unknown> =>
      (await telemetry.metrics())['opencasb.scan.items [{item}]']?.map(([, value]) => value)
    const begin = (id: string): void => scanner.emit('scan-start', { ...start, integration: id, runId: `run of ${id}` })
    const read = (id: string, partition: string, count: number, pages: number): void =>
      scanner.emit('scan-progress', progressOf(count, pages, { integration: id, runId: `run of ${id}`, partition }))
    begin('running')
    read('running', 'p0', 1, 1)
    for (let n = 0; n < 500; n++) {
      const id = `handed-over-${n}`
      begin(id)
      for (let partition = 0; partition < 50; partition++) read(id, `p${partition}`, 1, 1)
      const { integration } = reportOf()
      scanner.emit(
        'scan-end',
        reportOf({ integration: { ...integration, id }, runId: `run of ${id}`, status: 'aborted' }),
      )
    }
    const before = 500 * 50 + 1
    expect(await items()).toEqual([before])
    // What is forgotten is counted as what another process has read is: from the next word on.
    for (const id of ['handed-over-0', 'handed-over-499', 'running']) {
      if (id !== 'running') begin(id)
      read(id, 'p0', 11, 2)
    }
    expect(await items()).toEqual([before + 10 + 10])
  })

  it('observes how many integrations are in which state of health, at each collection', async () => {
    let states: readonly HealthState[] = ['healthy', 'healthy', 'reconnect-required', 'initializing']
    const scanner = scriptedScanner(() => states)
    instrument(scanner, { ...telemetry, clock })
    const observed = async (): Promise<unknown> => {
      const points = (await telemetry.metrics())['opencasb.integrations [{integration}]'] ?? []
      return Object.fromEntries(points.map(([text, value]) => [/health=(\S+)/.exec(text)?.[1], value]))
    }
    const none = { degraded: 0, failing: 0, healthy: 0, initializing: 0, paused: 0, 'rate-limited': 0 }
    expect(await observed()).toEqual({ ...none, healthy: 2, 'reconnect-required': 1, initializing: 1 })
    states = ['healthy', 'healthy', 'healthy', 'paused']
    expect(await observed()).toEqual({ ...none, healthy: 3, paused: 1, 'reconnect-required': 0 })
  })

  it('tells no name of a tenant, an integration or an asset, and no message', async () => {
    const scanner = scriptedScanner(() => ['healthy'])
    instrument(scanner, { ...telemetry, clock })
    scanner.emit('scan-start', start)
    scanner.emit('scan-progress', progressOf(3, 1))
    scanner.emit('scan-gap', gap)
    scanner.emit('finding-change', changeOf('opened', 'high'))
    scanner.emit(
      'scan-end',
      reportOf({ status: 'failed', error: { code: 'provider', message: 'canary-message' }, gaps: [gap] }),
    )
    const text = await telemetry.everything()
    expect(text).toContain('opencasb.gap')
    expect(text).not.toContain('canary')
  })

  it('adds the attributes that the host asks for to the span and the metrics of a scan', async () => {
    const scanner = scriptedScanner()
    instrument(scanner, {
      ...telemetry,
      clock,
      attributes: ({ tenant }) => ({ 'acme.customer': tenant?.name ?? '', 'opencasb.connector': 'not this one' }),
    })
    scanner.emit('scan-end', reportOf())
    const expected = { 'acme.customer': 'canary-tenant', 'opencasb.connector': 'notes' }
    expect(telemetry.spans()[0]?.attributes).toMatchObject(expected)
    expect((await telemetry.metrics())['opencasb.scan.duration [s]']?.[0]?.[0]).toContain('acme.customer=canary-tenant')
  })

  it('lets nothing that goes wrong in it reach the scan', async () => {
    const scanner = scriptedScanner(() => {
      throw new Error('the database is away')
    })
    const fails = (): never => {
      throw new Error('broken')
    }
    instrument(scanner, {
      tracer: { startSpan: fails, startActiveSpan: fails },
      meter: telemetry.meter,
      attributes: fails,
      clock: { ...clock, now: fails },
    })
    scanner.emit('scan-start', start)
    scanner.emit('scan-gap', gap)
    scanner.emit('scan-end', reportOf())
    expect((await telemetry.metrics())['opencasb.integrations [{integration}]'] ?? []).toEqual([])
  })

  it('stops listening and observing when it is told to, more than once if need be', async () => {
    let asked = 0
    const scanner = scriptedScanner(() => {
      asked += 1
      return []
    })
    const stop = instrument(scanner, { ...telemetry, clock })
    expect(scanner.listeners).toBe(5)
    stop()
    stop()
    expect(scanner.listeners).toBe(0)
    scanner.emit('scan-end', reportOf())
    expect(telemetry.spans()).toEqual([])
    await telemetry.metrics()
    expect(asked).toBe(0)
  })

  it('does nothing and costs nothing where the host has set up no provider', () => {
    const scanner = scriptedScanner()
    const stop = instrument(scanner)
    scanner.emit('scan-start', start)
    scanner.emit('scan-end', reportOf())
    stop()
  })
})
