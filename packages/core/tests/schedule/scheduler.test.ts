import { describe, expect, it } from 'vitest'
import { StateError } from '../../src/index.ts'
import { createFleet, hour, minute } from './fleet.ts'

describe('the scheduler', () => {
  it('scans what is due within a look, and again after the interval', async () => {
    const fleet = createFleet()
    await fleet.add('a')
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(3.5 * hour)
    await scheduler.stop()
    const starts = fleet.startsOf('a')
    expect(starts).toHaveLength(4)
    starts.forEach((at, index) => {
      expect(at - index * hour).toBeGreaterThanOrEqual(0)
      expect(at - index * hour).toBeLessThanOrEqual(index * 15_000)
    })
  })

  it('leaves alone what is paused, removed or of a connector that it does not have', async () => {
    const fleet = createFleet()
    await fleet.add('paused', { pausedAt: new Date(fleet.clock.now()).toISOString() })
    await fleet.add('foreign', { connector: 'other' })
    await fleet.add('removed')
    await fleet.state.integrations.remove('removed')
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(2 * hour)
    await scheduler.stop()
    expect(fleet.scans).toEqual([])
    expect(fleet.warnings).toEqual([])
  })

  it('keeps to its concurrency, all in all and of each connector', async () => {
    const fleet = createFleet({ connectors: ['acme', 'other'] })
    for (let count = 0; count < 20; count++) await fleet.add(`a${count}`)
    for (let count = 0; count < 5; count++) await fleet.add(`o${count}`, { connector: 'other' })
    const scheduler = fleet.scheduler('one', { concurrency: 5, perConnector: 3 })
    scheduler.start()
    await fleet.clock.sleep(minute)
    expect(fleet.most).toBe(5)
    // Three of acme and two of the other at first, then acme alone: its 20 take seven rounds of 10 s.
    await fleet.clock.sleep(minute)
    await scheduler.stop()
    expect(fleet.scans).toHaveLength(25)
    expect(fleet.scans.at(-1)?.endedAt).toBe(70_000)
  })

  it('does not wait for the next look where something is due and there is room', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 1_500; count++) await fleet.add(`a${count}`)
    fleet.duration = () => 100
    const scheduler = fleet.scheduler('one', { concurrency: 100, pollMs: hour })
    scheduler.start()
    await fleet.clock.sleep(minute)
    await scheduler.stop()
    expect(fleet.scans).toHaveLength(1_500)
    expect(fleet.scans.at(-1)?.endedAt).toBe(1_500)
  })

  it('a scan that goes on elsewhere is no failure, and takes no room', async () => {
    const fleet = createFleet()
    await fleet.add('busy')
    await fleet.add('free')
    const lease = await fleet.state.leases.acquire('scan:busy', 10 * minute)
    const scheduler = fleet.scheduler('one', { concurrency: 1 })
    scheduler.start()
    await fleet.clock.sleep(9 * minute)
    expect(fleet.scans.map(({ id }) => id)).toEqual(['free'])
    await fleet.state.integrations.update('busy', (current) => ({ ...current, nextScanAt: '2026-01-02T00:00:00.000Z' }))
    await lease?.release()
    await fleet.clock.sleep(9 * minute)
    await scheduler.stop()
    expect(fleet.startsOf('busy')).toEqual([])
    expect(fleet.warnings).toEqual([])
  })

  it('waits for the next window where the one that was meant is over', async () => {
    const fleet = createFleet()
    const windows = [{ from: '02:00', to: '03:00', timeZone: 'UTC' }]
    // Due since the window of the day before; the process was down.
    await fleet.add('a', { schedule: { windows }, nextScanAt: '2025-12-31T02:00:00.000Z' })
    const scheduler = fleet.scheduler('one', { pollMs: 5 * minute })
    scheduler.start()
    await fleet.clock.sleep(25 * hour)
    await scheduler.stop()
    expect(fleet.startsOf('a').map((at) => Math.round(at / minute))).toEqual([120])
  })
})

describe('fairness', () => {
  it('owners take turns, whoever came first', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 500; count++) await fleet.add(`big${count}`, { owner: 'big' })
    await fleet.clock.sleep(1)
    for (let count = 0; count < 5; count++) await fleet.add(`small${count}`, { owner: 'small' })
    await fleet.add('alone')
    const scheduler = fleet.scheduler('one', { concurrency: 2 })
    scheduler.start()
    await fleet.clock.sleep(5 * minute)
    await scheduler.stop()
    const order = fleet.scans.map(({ id }) => id.replace(/\d+/, ''))
    expect(order.slice(0, 3).toSorted()).toEqual(['alone', 'big', 'small'])
    expect(order.lastIndexOf('small')).toBeLessThanOrEqual(10)
  })

  it('connectors take turns too', async () => {
    const fleet = createFleet({ connectors: ['acme', 'other'] })
    for (let count = 0; count < 100; count++) await fleet.add(`a${count}`)
    await fleet.clock.sleep(1)
    for (let count = 0; count < 10; count++) await fleet.add(`o${count}`, { connector: 'other' })
    const scheduler = fleet.scheduler('one', { concurrency: 1 })
    scheduler.start()
    await fleet.clock.sleep(10 * minute)
    await scheduler.stop()
    const order = fleet.scans.map(({ id }) => id.slice(0, 1)).slice(0, 20)
    expect(order.filter((connector) => connector === 'o')).toHaveLength(10)
  })

  it('an owner with more than there is time for keeps nobody waiting, and waits for nobody for ever', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 400; count++) await fleet.add(`big${count}`, { owner: 'big' })
    for (let count = 0; count < 20; count++) await fleet.add(`small${count}`)
    fleet.duration = () => minute
    // 420 scans of a minute each in an hour, and room for 240.
    const scheduler = fleet.scheduler('one', { concurrency: 4 })
    scheduler.start()
    await fleet.clock.sleep(6 * hour)
    await scheduler.stop({ drainMs: 0 })
    for (let count = 0; count < 20; count++) {
      const starts = fleet.startsOf(`small${count}`)
      const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0))
      expect(Math.max(...gaps)).toBeLessThanOrEqual(hour + 12 * minute)
    }
    const scanned = new Set(fleet.scans.map(({ id }) => id))
    expect(scanned.size).toBe(420)
  })

  it('[F47] one tenant among 100 whose scans hang does not hold up the others', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 100; count++) await fleet.add(`tenant${count}`)
    fleet.duration = ({ id }) => (id === 'tenant0' ? 12 * hour : 5_000)
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(6 * hour - minute)
    await scheduler.stop({ drainMs: 0 })
    for (let count = 1; count < 100; count++) expect(fleet.startsOf(`tenant${count}`)).toHaveLength(6)
    const delays = fleet.scans.filter(({ id }) => id !== 'tenant0').map(({ startedAt }) => startedAt % hour)
    expect(Math.max(...delays)).toBeLessThanOrEqual(6 * minute)
  })
})

describe('several schedulers', () => {
  it('[F40] two that race over one state never scan an integration at the same time, nor twice for one due time', async () => {
    const fleet = createFleet({ jitter: 0.1 })
    for (let count = 0; count < 60; count++) await fleet.add(`a${count}`)
    fleet.duration = ({ id }) => (id.endsWith('7') ? 20 * minute : 30_000)
    const schedulers = ['one', 'two'].map((name) => fleet.scheduler(name, { pollMs: minute }))
    for (const scheduler of schedulers) scheduler.start()
    await fleet.clock.sleep(6 * hour)
    await Promise.all(schedulers.map((scheduler) => scheduler.stop({ drainMs: hour })))
    expect(fleet.mostOfOne).toBe(1)
    expect(new Set(fleet.scans.map(({ scheduler }) => scheduler)).size).toBe(2)
    for (let count = 0; count < 60; count++) {
      const starts = fleet.startsOf(`a${count}`)
      const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0))
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.95 * hour)
      expect(Math.max(...gaps)).toBeLessThanOrEqual(1.3 * hour)
    }
    expect(fleet.warnings).toEqual([])
  })
})

describe('trouble', () => {
  it('[F40] takes over the scan of a scheduler that died, once its lease has run out', async () => {
    const fleet = createFleet()
    await fleet.add('a')
    await fleet.state.leases.acquire('scan:a', 15_000)
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(minute)
    await scheduler.stop()
    expect(fleet.startsOf('a')).toHaveLength(1)
    expect(fleet.startsOf('a')[0]).toBeLessThanOrEqual(30_000)
  })

  it('a database that fails in one look is logged, and the next look goes on', async () => {
    const fleet = createFleet()
    await fleet.add('a')
    let failing = true
    const { integrations, leases } = fleet.state
    const list: typeof integrations.list = async (filter) => {
      if (failing) throw new StateError('the database is away', { reason: 'unavailable' })
      return integrations.list(filter)
    }
    const scheduler = fleet.scheduler('one', { state: { leases, integrations: { ...integrations, list } } })
    scheduler.start()
    await fleet.clock.sleep(minute)
    expect(fleet.warnings).toHaveLength(4)
    expect(fleet.warnings[0]).toBe('what is due could not be read: the database is away')
    failing = false
    await fleet.clock.sleep(minute)
    await scheduler.stop()
    expect(fleet.scans).toHaveLength(1)
  })

  it('what stays due after its scan rests longer each time, and keeps its lease for nobody', async () => {
    const fleet = createFleet()
    await fleet.add('broken')
    let tries = 0
    const scan = async (): Promise<never> => {
      tries++
      throw new Error('nothing works')
    }
    const scheduler = fleet.scheduler('one', { scan, pollMs: minute })
    scheduler.start()
    await fleet.clock.sleep(40 * minute)
    expect(tries).toBeGreaterThanOrEqual(4)
    expect(tries).toBeLessThanOrEqual(6)
    expect(fleet.warnings[0]).toBe('a scan could not be made: nothing works')
    expect(await fleet.state.leases.acquire('scan:broken', 1)).toBeDefined()
    await fleet.clock.sleep(24 * hour)
    await scheduler.stop()
    expect(tries).toBeLessThanOrEqual(31)
  })

  it('delivers the outbox with each look, one delivery at a time, whatever becomes of it', async () => {
    const fleet = createFleet()
    let deliveries = 0
    let most = 0
    let going = 0
    const deliver = async (signal: AbortSignal): Promise<void> => {
      most = Math.max(most, ++going)
      deliveries++
      await fleet.clock.sleep(deliveries === 1 ? 5 * minute : 1, signal).finally(() => going--)
      if (deliveries > 1) throw new Error('the receiver is away')
    }
    const scheduler = fleet.scheduler('one', { deliver })
    scheduler.start()
    await fleet.clock.sleep(10 * minute)
    await scheduler.stop()
    expect(most).toBe(1)
    expect(deliveries).toBeGreaterThanOrEqual(19)
    expect(fleet.warnings[0]).toBe('the outbox could not be delivered: the receiver is away')
  })
})

describe('time', () => {
  it('[F37] after an hour of downtime everything is scanned once', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 10; count++) await fleet.add(`a${count}`)
    await fleet.clock.sleep(10 * hour)
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(30 * minute)
    await scheduler.stop()
    expect(fleet.scans).toHaveLength(10)
  })

  it('[F37] a clock that jumps an hour forward makes each scan due once', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 10; count++) await fleet.add(`a${count}`)
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(10 * minute)
    fleet.clock.jump(hour)
    await fleet.clock.sleep(10 * minute)
    expect(fleet.scans).toHaveLength(20)
    await fleet.clock.sleep(35 * minute)
    await scheduler.stop()
    expect(fleet.scans).toHaveLength(20)
  })

  it('[F37] a clock that jumps an hour back makes nothing be scanned twice, nor wait longer than its interval', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 10; count++) await fleet.add(`a${count}`)
    // In the middle of its scan when the clock jumps.
    await fleet.add('long')
    fleet.duration = ({ id }) => (id === 'long' ? 20 * minute : 10_000)
    const schedulers = ['one', 'two'].map((name) => fleet.scheduler(name, { pollMs: minute }))
    for (const scheduler of schedulers) scheduler.start()
    await fleet.clock.sleep(10 * minute)
    fleet.clock.jump(-hour)
    await fleet.clock.sleep(4 * hour)
    fleet.clock.jump(-0.5 * hour)
    await fleet.clock.sleep(2 * minute)
    fleet.clock.jump(-2 * hour)
    await fleet.clock.sleep(4 * hour)
    await Promise.all(schedulers.map((scheduler) => scheduler.stop({ drainMs: hour })))
    expect(fleet.mostOfOne).toBe(1)
    for (const id of ['long', 'a0', 'a9']) {
      const starts = fleet.startsOf(id)
      const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0))
      expect(Math.max(...gaps)).toBeLessThanOrEqual(hour + (id === 'long' ? 21 : 1) * minute)
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(hour)
    }
  })
})

describe('stopping', () => {
  it('waits for the scans that run and starts no other', async () => {
    const fleet = createFleet()
    for (let count = 0; count < 10; count++) await fleet.add(`a${count}`)
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(1_000)
    await scheduler.stop({ drainMs: minute })
    expect(fleet.scans.map(({ aborted }) => aborted)).toEqual([false, false, false, false])
    expect(fleet.clock.monotonic()).toBe(10_000)
    expect(scheduler.running).toBe(0)
    expect(fleet.clock.sleeping).toBe(0)
  })

  it('stops what runs longer than it may', async () => {
    const fleet = createFleet()
    await fleet.add('a')
    fleet.duration = () => hour
    const scheduler = fleet.scheduler('one')
    scheduler.start()
    await fleet.clock.sleep(1_000)
    await Promise.all([scheduler.stop({ drainMs: minute }), scheduler.stop({ drainMs: 2 * minute })])
    expect(fleet.scans.map(({ aborted, endedAt }) => [aborted, endedAt])).toEqual([[true, 61_000]])
    expect(fleet.clock.sleeping).toBe(0)
  })

  it('can be started and stopped again and again', async () => {
    const fleet = createFleet()
    await fleet.add('a')
    const scheduler = fleet.scheduler('one')
    await scheduler.stop()
    scheduler.start()
    scheduler.start()
    await fleet.clock.sleep(minute)
    await scheduler.stop()
    await scheduler.stop()
    await fleet.clock.sleep(2 * hour)
    expect(fleet.scans).toHaveLength(1)
    scheduler.start()
    await fleet.clock.sleep(minute)
    await scheduler.stop()
    expect(fleet.scans).toHaveLength(2)
  })

  it('[F48] a day of scans leaves no timer, listener or memory of them behind', async () => {
    const fleet = createFleet({ jitter: 0.1 })
    for (let count = 0; count < 50; count++) await fleet.add(`a${count}`, { owner: `owner${count % 7}` })
    const resources = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = resources()
    const scheduler = fleet.scheduler('one', { pollMs: minute })
    scheduler.start()
    await fleet.clock.sleep(24 * hour)
    expect(fleet.scans.length).toBeGreaterThan(50 * 22)
    // The one that waits for the next look, and whichever scans run at the moment.
    expect(fleet.clock.sleeping).toBeLessThanOrEqual(1 + scheduler.running)
    await scheduler.stop()
    expect(fleet.clock.sleeping).toBe(0)
    expect(resources()).toBeLessThanOrEqual(before)
  })
})
