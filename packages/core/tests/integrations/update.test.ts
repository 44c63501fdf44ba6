import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { worldOf } from '../scan-set-up.ts'
import { gate, given, ToyVendor, toySetup } from './toy-vendor.ts'

const hour = 3_600_000

describe('updating an integration', () => {
  it('changes what is given without a call, and leaves the rest', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner, credentials } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add({ ...given, name: 'Acme' })
    await firstScan
    const { id } = integration
    const before = await scanner.integrations.get(id)
    vendor.world.calls = []
    const fresh = { kind: 'token', token: 'renewed' }
    const after = await scanner.integrations.update(id, { owner: 'customer-1', credentials: fresh })
    expect(after).toEqual({ ...before, owner: 'customer-1' })
    expect(await scanner.integrations.update(id, { owner: null })).toEqual(before)
    expect(after.tenant).toEqual({ id: 'acme', name: 'Tenant acme' })
    expect((await credentials.read(id))?.credentials.secrets['token']?.reveal()).toBe('renewed')
    expect(vendor.world.calls).toEqual([])
  })

  it('moves the next scan with the interval', async () => {
    const clock = createFakeClock({ auto: false })
    const { scanner } = toySetup(new ToyVendor(worldOf(1)), { clock, schedule: { jitter: 0 } })
    const { id, createdAt } = await scanner.integrations.register(given)
    const beforeFirst = await scanner.integrations.update(id, { schedule: { intervalMs: 12 * hour } })
    expect(beforeFirst.nextScanAt).toBe(createdAt)
    await scanner.scan(id)
    await clock.advance(hour)
    const { nextScanAt } = await scanner.integrations.update(id, { schedule: { intervalMs: 6 * hour } })
    expect(Date.parse(nextScanAt ?? '') - clock.now()).toBe(5 * hour)
  })

  it('forgets when the credentials end that others were put in the place of', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    const { scanner, told } = toySetup(vendor, { clock })
    const inDays = (days: number) => new Date(clock.now() + days * 24 * hour)
    const { id } = await scanner.integrations.register(given)
    vendor.ends = inDays(5)
    await scanner.scan(id)
    await scanner.integrations.update(id, { credentials: { kind: 'token', token: 'good' } })
    const { health } = (await scanner.integrations.get(id)) ?? {}
    expect([health?.expiresAt, health?.warnedDays]).toEqual([undefined, undefined])
    vendor.ends = inDays(13)
    await scanner.scan(id)
    expect(told.filter(({ type }) => type === 'credential-expiry').map(({ days }) => days)).toEqual([5, 13])
  })

  it('is due at once with other credentials where the old ones were refused', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    const { scanner } = toySetup(vendor, { clock })
    const { id } = await scanner.integrations.register(given)
    vendor.tokens.delete('good')
    await scanner.scan(id)
    const refused = await scanner.integrations.get(id)
    expect(refused).toMatchObject({ health: { state: 'reconnect-required', failures: 1 } })
    expect(Date.parse(refused?.nextScanAt ?? '')).toBeGreaterThan(clock.now() + 60_000)
    vendor.tokens.set('new', 'acme')
    const after = await scanner.integrations.update(id, { credentials: { kind: 'token', token: 'new' } })
    expect(after).toMatchObject({ nextScanAt: new Date(clock.now()).toISOString(), health: { failures: 0 } })
    await scanner.scan(id)
    expect(await scanner.integrations.get(id)).toMatchObject({ health: { state: 'healthy' } })
  })

  it.each([{ name: '' }, { owner: '' }, { owner: 5 }])('refuses %j, by which nobody would find it', async (change) => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const before = await scanner.integrations.register(given)
    const update = scanner.integrations.update(before.id, change as { name: string })
    await expect(update).rejects.toMatchObject({ code: 'config', field: Object.keys(change)[0] })
    expect(await scanner.integrations.get(before.id)).toEqual(before)
  })

  it('leaves the way to sign in that is set while a scan begins', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    const [signingIn, late] = [gate(), gate()]
    vendor.beforeOpen = () => {
      signingIn.open()
      return late.opened
    }
    const scan = scanner.scan(id)
    await signingIn.opened
    const app = { kind: 'consent', token: 'good', clientId: 'app', clientSecret: 'canary' }
    await scanner.integrations.update(id, { credentials: app })
    late.open()
    expect(await scan).toMatchObject({ status: 'complete' })
    expect(await scanner.integrations.get(id)).toMatchObject({ authKind: 'consent' })
  })

  it('refuses a field that it does not know, and then changes nothing', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { id } = await scanner.integrations.register(given)
    const misspelt = { name: 'x', nam: 'y' }
    await expect(scanner.integrations.update(id, misspelt)).rejects.toMatchObject({ code: 'config', field: 'nam' })
    expect(await scanner.integrations.get(id)).toMatchObject({ name: 'Notes' })
  })

  it('refuses what does not fit, and then changes nothing', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { id } = await scanner.integrations.register(given)
    const before = await scanner.integrations.get(id)
    const { update } = scanner.integrations
    await expect(update(id, { name: 'x', config: { space: 7 } })).rejects.toThrow('config.space')
    await expect(update(id, { name: 'x', schedule: { intervalMs: 1 } })).rejects.toThrow('schedule.intervalMs')
    await expect(update(id, { name: 'x', credentials: { kind: 'password' } })).rejects.toThrow('credentials.kind')
    await expect(update('nobody', { name: 'x' })).rejects.toThrow('there is no integration')
    expect(await scanner.integrations.get(id)).toEqual(before)
  })
})
