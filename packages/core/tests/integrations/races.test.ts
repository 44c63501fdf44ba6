import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import type { FindingSink, HealthChange, StateStore } from '../../src/index.ts'
import { createMemoryState } from '../../src/index.ts'
import { worldOf } from '../scan-set-up.ts'
import { gate, given, stateOf, ToyVendor, toySetup, withIntegrations } from './toy-vendor.ts'

const token = (value: string) => ({ kind: 'token', token: value })

/** The state as one worker sees it, with something that happens as soon as a lease was taken away. */
function afterRevoke(state: StateStore, happens: () => Promise<void>): StateStore {
  return {
    ...state,
    leases: {
      acquire: (key, ttlMs) => state.leases.acquire(key, ttlMs),
      async revoke(key) {
        await state.leases.revoke(key)
        await happens()
      },
    },
  }
}

/** The state as one worker sees it, with something that happens once, just before a health is written. */
function beforeHealth(state: StateStore, happens: () => Promise<unknown>): StateStore {
  let isOver = false
  return {
    ...state,
    async commit(batch) {
      if (batch.patch?.health && !isOver) {
        isOver = true
        await happens()
      }
      await state.commit(batch)
    },
  }
}

/** A sink that is told through the outbox. */
function durableSink(): { readonly sink: FindingSink; readonly told: HealthChange[] } {
  const told: HealthChange[] = []
  const sink: FindingSink = {
    name: 'durable',
    durable: {},
    async write() {},
    async healthChanged(change) {
      told.push(change)
    },
  }
  return { sink, told }
}

describe('two workers on one integration', () => {
  it('let one of two win that add the same id at once, with its own credentials', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.tokens.set('other', 'globex')
    const { scanner, other, credentials } = toySetup(vendor)
    const adds = [
      scanner.integrations.add({ ...given, id: 'one' }, { scan: false }),
      other().integrations.add({ ...given, id: 'one', credentials: token('other') }, { scan: false }),
      scanner.integrations.register({ ...given, id: 'one', credentials: token('third') }),
    ]
    const outcomes = await Promise.allSettled(adds)
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(lost).toMatchObject([{ code: 'config' }, { code: 'config' }])
    const { tenant } = (await scanner.integrations.get('one')) ?? {}
    const stored = (await credentials.read('one'))?.credentials.secrets['token']?.reveal() ?? ''
    expect(vendor.tokens.get(stored)).toBe(tenant?.id)
  })

  it.each(['reconnect', 'update'] as const)(
    'leave no credentials behind where %s falls into a removal',
    async (how) => {
      const vendor = new ToyVendor(worldOf(1))
      vendor.tokens.set('new', 'acme')
      const { other, state, credentials } = toySetup(vendor)
      const { scanner } = toySetup(vendor, {
        credentials,
        state: withIntegrations(state, {
          async remove(id) {
            const { integrations } = other()
            if (how === 'update') await integrations.update(id, { credentials: token('new') })
            else await integrations.reconnect(id, token('new'), { scan: false })
            return state.integrations.remove(id)
          },
        }),
      })
      await scanner.integrations.add({ ...given, id: 'one' }, { scan: false })
      await scanner.integrations.remove('one')
      expect(await credentials.read('one')).toBeUndefined()
      // What is added under the same id afterwards keeps its own.
      await other().integrations.register({ ...given, id: 'one' })
      expect(await credentials.read('one')).toBeDefined()
    },
  )

  it('tell once what both find at once', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { sink, told } = durableSink()
    const { scanner, other } = toySetup(vendor, { sinks: [sink] })
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    const { id } = integration
    vendor.world.granted = new Set(['notes'])
    const both = gate()
    let signedIn = 0
    vendor.beforeOpen = () => {
      signedIn += 1
      if (signedIn === 2) both.open()
      return both.opened
    }
    const healths = await Promise.all([scanner, other()].map((one) => one.integrations.check(id)))
    expect(healths.map(({ state }) => state)).toEqual(['degraded', 'degraded'])
    await scanner.outbox.deliver()
    expect(told.map(({ health }) => health.state)).toEqual(['healthy', 'degraded'])
  })

  it('believe a reconnect and not a check that began before it', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.tokens.set('new', 'acme')
    for (const isWell of [false, true]) {
      vendor.tokens.set('good', 'acme')
      const { scanner, other, told } = toySetup(vendor)
      const { integration, firstScan } = await scanner.integrations.add(given)
      await firstScan
      const { id } = integration
      vendor.tokens.delete('good')
      if (!isWell) await scanner.integrations.check(id)
      const [signingIn, late] = [gate(), gate()]
      vendor.beforeOpen = () => {
        vendor.beforeOpen = () => undefined
        signingIn.open()
        return late.opened
      }
      const check = other().integrations.check(id)
      await signingIn.opened
      await (await scanner.integrations.reconnect(id, token('new'))).firstScan
      const before = told.length
      late.open()
      expect(await check).toMatchObject({ state: 'healthy' })
      expect(stateOf(await scanner.integrations.get(id))).toBe('healthy')
      expect(told).toHaveLength(before)
    }
  })

  it('believe the end of a scan and not a check that was about to be written', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { sink, told } = durableSink()
    const { scanner, state, credentials } = toySetup(vendor, { sinks: [sink] })
    const { id } = await scanner.integrations.register({ ...given, id: 'one' })
    await scanner.scan(id)
    const { scanner: checking } = toySetup(vendor, {
      credentials,
      sinks: [sink],
      state: beforeHealth(state, () => {
        vendor.world.granted = new Set(['notes'])
        return scanner.scan(id)
      }),
    })
    expect(await checking.integrations.check(id)).toMatchObject({ state: 'degraded' })
    expect(stateOf(await scanner.integrations.get(id))).toBe('degraded')
    await scanner.outbox.deliver()
    expect(told.map(({ health }) => health.state)).toEqual(['healthy', 'degraded'])
  })

  it('judge the end of a scan by the health that a check has just written', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { sink, told } = durableSink()
    const { scanner, state, credentials } = toySetup(vendor, { sinks: [sink] })
    const { id } = await scanner.integrations.register({ ...given, id: 'one' })
    await scanner.scan(id)
    let schedule: unknown
    const { scanner: scanning } = toySetup(vendor, {
      credentials,
      sinks: [sink],
      state: beforeHealth(state, async () => {
        vendor.tokens.delete('good')
        expect(await scanner.integrations.check(id)).toMatchObject({ state: 'reconnect-required' })
        schedule = (await scanner.integrations.update(id, { schedule: { intervalMs: 6 * 3_600_000 } })).schedule
      }),
    })
    expect(await scanning.scan(id)).toMatchObject({ status: 'complete' })
    const after = await scanner.integrations.get(id)
    expect(after).toMatchObject({ health: { state: 'healthy' }, schedule })
    expect(Date.parse(after?.nextScanAt ?? '') - Date.now()).toBeLessThan(7 * 3_600_000)
    await scanner.outbox.deliver()
    expect(told.map(({ from, health }) => [from, health.state])).toEqual([
      ['initializing', 'healthy'],
      ['healthy', 'reconnect-required'],
      ['reconnect-required', 'healthy'],
    ])
  })

  it('take what a check renews itself for its own', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.rotates = true
    const { scanner } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    vendor.world.granted = new Set(['notes'])
    expect(await scanner.integrations.check(integration.id)).toMatchObject({ state: 'degraded' })
    expect(stateOf(await scanner.integrations.get(integration.id))).toBe('degraded')
  })

  it('never end a scan with old credentials after a reconnect', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.tokens.set('new', 'acme')
    const state = createMemoryState()
    const { credentials, scanner: third } = toySetup(vendor, { state })
    const [signingIn, late] = [gate(), gate()]
    let scan: Promise<{ readonly status: string }> | undefined
    const { scanner } = toySetup(vendor, {
      credentials,
      state: afterRevoke(state, async () => {
        vendor.beforeOpen = () => {
          vendor.beforeOpen = () => undefined
          signingIn.open()
          return late.opened
        }
        scan = third.scan('one')
        await signingIn.opened
      }),
    })
    await (await scanner.integrations.add({ ...given, id: 'one' })).firstScan
    vendor.tokens.delete('good')
    await scanner.integrations.reconnect('one', token('new'), { scan: false })
    late.open()
    expect(await scan).toMatchObject({ status: 'complete' })
    expect(stateOf(await scanner.integrations.get('one'))).toBe('healthy')
  })

  it('do not find a scan due that is being cancelled', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const clock = createFakeClock({ auto: false })
    const state = createMemoryState({ clock })
    const { scanner: third, credentials } = toySetup(vendor, { state, clock })
    const due: string[] = []
    const { scanner } = toySetup(vendor, {
      clock,
      credentials,
      state: afterRevoke(state, async () => {
        due.push(...(await third.due()).map(({ id }) => id))
      }),
    })
    const { id } = await scanner.integrations.register(given)
    let cancelled: Promise<boolean> | undefined
    vendor.world.beforePage = async (page) => {
      if (page === 2) cancelled ??= scanner.cancel(id)
      await cancelled
    }
    expect((await third.due()).map((each) => each.id)).toEqual([id])
    expect(await third.scan(id)).toMatchObject({ status: 'aborted' })
    expect(due).toEqual([])
  })

  it('stop the scan also where the pause cannot be written, and tell of the one that is', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const state = createMemoryState()
    const { sink, told } = durableSink()
    const { scanner: third, credentials } = toySetup(vendor, { state, sinks: [sink] })
    let fails = true
    const { scanner } = toySetup(vendor, {
      sinks: [sink],
      credentials,
      state: {
        ...state,
        async commit(batch) {
          if (batch.patch?.pausedAt !== undefined && fails) throw new Error('disk full')
          await state.commit(batch)
        },
      },
    })
    const { id } = await scanner.integrations.register(given)
    vendor.world.beforePage = async (page) => {
      if (page !== 2) return
      await expect(scanner.integrations.pause(id)).rejects.toThrow('disk full')
    }
    expect(await third.scan(id)).toMatchObject({ status: 'aborted' })
    expect((await scanner.integrations.get(id))?.pausedAt).toBeUndefined()
    fails = false
    await scanner.integrations.pause(id)
    await third.integrations.resume(id)
    await scanner.outbox.deliver()
    expect(told.map(({ from, health }) => [from, health.state])).toEqual([
      ['initializing', 'paused'],
      ['paused', 'initializing'],
    ])
  })
})
