import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it, vi } from 'vitest'
import type { FindingSink, HealthChange } from '../../src/index.ts'
import { ProviderError, RateLimitError } from '../../src/index.ts'
import { worldOf } from '../scan-set-up.ts'
import { given, stateOf, ToyVendor, toySetup } from './toy-vendor.ts'

const dayMs = 86_400_000

describe('the health of an integration', () => {
  it('shows a permission that was taken away at the next scan, tells everybody once, and recovers', async () => {
    const vendor = new ToyVendor(worldOf(3))
    const direct: HealthChange[] = []
    const sink: FindingSink = {
      name: 'direct',
      async write() {},
      async healthChanged(change) {
        direct.push(change)
        throw new Error('this disturbs nobody')
      },
    }
    const later: HealthChange[] = []
    const durable: FindingSink = {
      name: 'durable',
      durable: {},
      async write() {},
      async healthChanged(change) {
        later.push(change)
      },
    }
    const { scanner, told } = toySetup(vendor, { sinks: [sink, durable] })
    const { id } = await scanner.integrations.register(given)
    await scanner.scan(id)
    expect(stateOf(await scanner.integrations.get(id))).toBe('healthy')
    vendor.world.granted = new Set(['notes', 'people'])
    await scanner.scan(id)
    await scanner.scan(id)
    expect((await scanner.integrations.get(id))?.health).toMatchObject({
      state: 'degraded',
      missing: ['links'],
      reason: expect.stringContaining('links'),
      remedy: expect.stringContaining('Grant links'),
    })
    vendor.world.granted = new Set(['notes', 'people', 'links'])
    await scanner.scan(id)
    const moves = (changes: readonly HealthChange[]) => changes.map(({ from, health }) => [from, health.state])
    expect(moves(told)).toEqual([
      ['initializing', 'healthy'],
      ['healthy', 'degraded'],
      ['degraded', 'healthy'],
    ])
    expect(direct).toEqual(told)
    await scanner.outbox.deliver()
    await vi.waitFor(() => expect(later).toHaveLength(told.length))
    expect(later).toEqual(told)
  })

  it('tells of a further permission that went, and not of one that stays away', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner, told } = toySetup(vendor)
    vendor.world.granted = new Set(['notes', 'people'])
    const { id } = await scanner.integrations.register(given)
    await scanner.scan(id)
    vendor.world.granted = new Set(['notes'])
    await scanner.scan(id)
    await scanner.scan(id)
    expect(told.map(({ health }) => health.missing)).toEqual([['links'], ['links', 'people']])
  })

  it('tells of a permission that goes, comes back and goes again each time', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    const { scanner, told } = toySetup(vendor, { clock })
    const { id } = await scanner.integrations.register(given)
    for (const granted of [['notes', 'people'], ['notes'], ['notes', 'people'], ['notes']]) {
      vendor.world.granted = new Set(granted)
      await clock.advance(1_000)
      await scanner.scan(id)
    }
    expect(told.map(({ health }) => health.missing?.length)).toEqual([1, 2, 1, 2])
    expect(new Set(told.map((change) => change.id)).size).toBe(4)
  })

  it('keeps what is missing through refused credentials and a scan of a few checks', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    vendor.world.granted = new Set(['notes', 'people'])
    await scanner.scan(id)
    vendor.tokens.clear()
    await scanner.scan(id)
    expect(stateOf(await scanner.integrations.get(id))).toBe('reconnect-required')
    vendor.tokens.set('good', 'acme')
    expect(await scanner.scan(id, { only: ['notes/public'] })).toMatchObject({ status: 'complete' })
    const { health } = (await scanner.integrations.get(id)) ?? {}
    expect(health).toMatchObject({ state: 'degraded', missing: ['links'] })
  })

  it('is found by a check as well, without a scan', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner, told } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    const { id } = integration
    vendor.world.calls = []
    vendor.tokens.clear()
    expect(await scanner.integrations.check(id)).toMatchObject({ state: 'reconnect-required', failures: 0 })
    vendor.tokens.set('good', 'acme')
    expect(await scanner.integrations.check(id)).toMatchObject({ state: 'healthy' })
    vendor.beforeOpen = () => {
      throw new RateLimitError('used up', { bucket: 'core', retryAfterMs: 60_000 })
    }
    expect(await scanner.integrations.check(id)).toMatchObject({ state: 'rate-limited', retryAt: expect.any(String) })
    expect(told.map(({ health }) => health.state)).toEqual(['healthy', 'reconnect-required', 'healthy', 'rate-limited'])
    expect(vendor.world.calls.every((call) => call === 'open' || call === 'close')).toBe(true)
  })

  it('waits where the quota is used up before anything could be read, and is due when it comes back', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    const { scanner } = toySetup(vendor, { clock })
    const { id } = await scanner.integrations.register(given)
    vendor.beforeOpen = () => {
      throw new RateLimitError('used up', { bucket: 'core', retryAfterMs: 600_000 })
    }
    const resumeAt = new Date(clock.now() + 600_000).toISOString()
    expect(await scanner.scan(id)).toMatchObject({ status: 'deferred', resumeAt })
    expect(await scanner.integrations.get(id)).toMatchObject({
      nextScanAt: resumeAt,
      health: { state: 'rate-limited', retryAt: resumeAt },
    })
  })

  it('fails after the second scan that fails, with growing waits, and forgets it with the first that does not', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    const { scanner } = toySetup(vendor, { clock })
    const { id } = await scanner.integrations.register(given)
    await scanner.scan(id)
    vendor.beforeOpen = () => {
      throw new ProviderError('The vendor is down')
    }
    const states: (string | undefined)[] = []
    const waits: number[] = []
    for (let round = 0; round < 4; round++) {
      await scanner.scan(id)
      const integration = await scanner.integrations.get(id)
      states.push(stateOf(integration))
      waits.push(Date.parse(integration?.nextScanAt ?? '') - clock.now())
    }
    expect(states).toEqual(['healthy', 'failing', 'failing', 'failing'])
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    vendor.beforeOpen = () => undefined
    await scanner.scan(id)
    expect((await scanner.integrations.get(id))?.health).toMatchObject({ state: 'healthy', failures: 0 })
  })

  it('warns 14, 7 and 1 days before a credential ends, each once, and again after it was renewed', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    vendor.ends = new Date(clock.now() + 20 * dayMs)
    const { scanner, told } = toySetup(vendor, { clock })
    const { id } = await scanner.integrations.register(given)
    const warned = () => told.filter(({ type }) => type === 'credential-expiry').map(({ days }) => days)
    const untilDay = async (days: number): Promise<void> => {
      for (; days > 0; days--) {
        await clock.advance(dayMs)
        await scanner.scan(id)
        await scanner.integrations.check(id)
      }
    }
    await scanner.scan(id)
    await untilDay(19)
    expect(warned()).toEqual([14, 7, 1])
    expect(await scanner.integrations.get(id)).toMatchObject({
      health: { state: 'healthy', expiresAt: vendor.ends.toISOString() },
    })
    vendor.ends = new Date(clock.now() + 10 * dayMs)
    await scanner.integrations.reconnect(id, { kind: 'token', token: 'good' }, { scan: false })
    expect(warned()).toEqual([14, 7, 1, 10])
    await untilDay(5)
    expect(warned()).toEqual([14, 7, 1, 10, 7])
  })

  it('warns on the days that the host chose', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    vendor.ends = new Date(clock.now() + 25 * dayMs)
    const { scanner, told } = toySetup(vendor, { clock, expiryWarningDays: [30] })
    await scanner.integrations.add(given, { scan: false })
    expect(told).toMatchObject([
      { type: 'credential-expiry', days: 25, health: { state: 'initializing', warnedDays: 30 } },
    ])
  })

  it('is written with the end of the scan or not at all', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { state, told: none } = toySetup(vendor)
    const { scanner, told } = toySetup(vendor, {
      state: {
        ...state,
        async commit(batch) {
          if (batch.run?.report) throw new Error('disk full')
          await state.commit(batch)
        },
      },
    })
    const { id } = await scanner.integrations.register(given)
    await scanner.scan(id)
    expect(stateOf(await scanner.integrations.get(id))).toBe('initializing')
    expect([...told, ...none]).toEqual([])
  })
})
