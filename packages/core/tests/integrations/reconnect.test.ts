import { describe, expect, it } from 'vitest'
import { type CredentialStore, secret } from '../../src/index.ts'
import { worldOf } from '../scan-set-up.ts'
import { given, stateOf, ToyVendor, toySetup, withIntegrations } from './toy-vendor.ts'

/** An integration whose changes cannot be written, with what happens just before one would be. */
async function onFullDisk(happens: (credentials: CredentialStore, ref: string) => Promise<void> = async () => {}) {
  const vendor = new ToyVendor(worldOf(1))
  const { scanner: sound, state, credentials } = toySetup(vendor)
  const { integration } = await sound.integrations.add(given, { scan: false })
  const { scanner } = toySetup(vendor, {
    credentials,
    state: withIntegrations(state, {
      async update(id) {
        await happens(credentials, id)
        throw new Error('disk full')
      },
    }),
  })
  return { scanner, sound, credentials, integration }
}

describe('reconnecting an integration', () => {
  it('goes on with new credentials after the old ones were refused; findings and history stay', async () => {
    const vendor = new ToyVendor(worldOf(3))
    const { scanner, told } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    const { id } = integration
    const before = (await scanner.findings.list()).items.map(({ fingerprint, firstSeen }) => [fingerprint, firstSeen])
    vendor.tokens = new Map([['new', 'acme']])
    expect(await scanner.scan(id)).toMatchObject({ status: 'failed', error: { code: 'credential' } })
    expect((await scanner.integrations.get(id))?.health).toMatchObject({
      state: 'reconnect-required',
      reason: 'The token is not accepted; make a new one',
      remedy: expect.stringContaining('Reconnect'),
      failures: 1,
    })
    const again = await scanner.integrations.reconnect(id, { kind: 'token', token: 'new' })
    expect(again.integration).toMatchObject({ id, health: { state: 'healthy', failures: 0 } })
    expect(await again.firstScan).toMatchObject({ status: 'complete', changes: { opened: 0, resolved: 0 } })
    const after = (await scanner.findings.list()).items.map(({ fingerprint, firstSeen }) => [fingerprint, firstSeen])
    expect(after).toEqual(before)
    expect(told.map(({ health }) => health.state)).toEqual(['healthy', 'reconnect-required', 'healthy'])
  })

  it('picks up permissions that were granted since, with the old credentials', async () => {
    const vendor = new ToyVendor(worldOf(3))
    vendor.world.granted = new Set(['notes', 'people'])
    const { scanner } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    expect(stateOf(await scanner.integrations.get(integration.id))).toBe('degraded')
    vendor.world.granted = new Set(['notes', 'people', 'links'])
    const again = await scanner.integrations.reconnect(integration.id)
    expect(again.preview.permissions.missing).toEqual([])
    expect(again.integration.health).toMatchObject({ state: 'healthy' })
    expect(await again.firstScan).toMatchObject({ status: 'complete' })
  })

  it('refuses another tenant and leaves everything as it was', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.tokens.set('elsewhere', 'globex')
    const { scanner, credentials } = toySetup(vendor)
    const { integration } = await scanner.integrations.add(given, { scan: false })
    const { id } = integration
    await expect(scanner.integrations.reconnect(id, { kind: 'token', token: 'elsewhere' })).rejects.toThrow(
      'they reach Tenant globex, and the integration is for Tenant acme',
    )
    await expect(scanner.integrations.reconnect(id, { kind: 'token', token: 'bad' })).rejects.toMatchObject({
      code: 'credential',
    })
    expect((await credentials.read(id))?.credentials.secrets['token']?.reveal()).toBe('good')
    expect(await scanner.integrations.get(id)).toEqual(integration)
  })

  it.each(['reconnect', 'update'] as const)('puts the old credentials back where %s cannot be written', async (how) => {
    const { scanner, sound, credentials, integration } = await onFullDisk()
    const { id } = integration
    const app = { kind: 'consent', token: 'good', clientId: 'app', clientSecret: 'canary' }
    const { integrations } = scanner
    const attempt = how === 'update' ? integrations.update(id, { credentials: app }) : integrations.reconnect(id, app)
    await expect(attempt).rejects.toThrow('disk full')
    expect((await credentials.read(id))?.credentials.kind).toBe('token')
    expect(await sound.integrations.get(id)).toEqual(integration)
  })

  it('puts nothing back where somebody has renewed the new ones meanwhile', async () => {
    const renewed = { kind: 'token', fields: {}, secrets: { token: secret('renewed') } }
    const { scanner, credentials, integration } = await onFullDisk((store, ref) => store.write(ref, renewed))
    const { id } = integration
    const update = scanner.integrations.update(id, { credentials: { kind: 'token', token: 'new' } })
    await expect(update).rejects.toThrow('disk full')
    expect((await credentials.read(id))?.credentials.secrets['token']?.reveal()).toBe('renewed')
  })

  it('signs in the way of the stored credentials, and notes it, where the process died before that was noted', async () => {
    const { scanner, credentials } = toySetup(new ToyVendor(worldOf(3)))
    const { integration } = await scanner.integrations.add(given, { scan: false })
    const { id } = integration
    const secrets = { token: secret('good'), clientSecret: secret('canary') }
    await credentials.write(id, { kind: 'consent', fields: { clientId: 'app' }, secrets })
    expect(await scanner.plan(id)).toMatchObject({ authKind: 'consent' })
    expect(await scanner.scan(id)).toMatchObject({ status: 'complete' })
    expect(await scanner.integrations.get(id)).toMatchObject({ authKind: 'consent' })
  })

  it('may change the way to sign in', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { integration } = await scanner.integrations.add(given, { scan: false })
    const app = { kind: 'consent', token: 'good', clientId: 'app', clientSecret: 'canary' }
    const again = await scanner.integrations.reconnect(integration.id, app, { scan: false })
    expect(again.integration).toMatchObject({ authKind: 'consent' })
    expect(again.firstScan).toBeUndefined()
  })

  it('lets a scan that runs go on with the new credentials', async () => {
    const vendor = new ToyVendor(worldOf(12))
    vendor.tokens.set('new', 'acme')
    const { scanner } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    let again: ReturnType<typeof scanner.integrations.reconnect> | undefined
    vendor.world.beforePage = async (page) => {
      if (page !== 2 || again) return
      again = scanner.integrations.reconnect(id, { kind: 'token', token: 'new' })
      // The page arrives after the new ones were tried.
      while (!vendor.world.calls.includes('close')) await new Promise((resolve) => setTimeout(resolve, 1))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const first = await scanner.scan(id)
    expect(first).toMatchObject({ status: 'aborted' })
    vendor.tokens.delete('good')
    expect(await (await again)?.firstScan).toMatchObject({ status: 'complete', resumed: true, runId: first.runId })
  })

  it('leaves no credentials behind where the integration is removed meanwhile', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner, other, credentials, state } = toySetup(vendor)
    const { integration } = await scanner.integrations.add(given, { scan: false })
    const { id, credentialRef } = integration
    let removed = false
    vendor.beforeOpen = async () => {
      if (removed) return
      removed = true
      await other().integrations.remove(id, { revoke: false })
    }
    const fresh = { kind: 'token', token: 'good' }
    await expect(scanner.integrations.reconnect(id, fresh)).rejects.toThrow('removed meanwhile')
    expect(await credentials.read(credentialRef)).toBeUndefined()
    expect(await state.integrations.list()).toEqual([])
  })

  it('leaves a paused integration paused', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { integration } = await scanner.integrations.add(given, { scan: false })
    await scanner.integrations.pause(integration.id)
    const again = await scanner.integrations.reconnect(integration.id)
    expect(again.firstScan).toBeUndefined()
    expect(stateOf(again.integration)).toBe('paused')
  })
})

describe('credentials that reach another tenant', () => {
  it('fail the scan, so that findings of the first tenant are not closed', async () => {
    const vendor = new ToyVendor(worldOf(3))
    const { scanner } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    const { id } = integration
    const open = await scanner.findings.count()
    vendor.tokens.set('good', 'globex')
    vendor.world.notes = []
    const report = await scanner.scan(id)
    expect(report).toMatchObject({ status: 'failed', error: { code: 'config' }, changes: { resolved: 0 } })
    expect(await scanner.findings.count()).toEqual(open)
    expect(await scanner.integrations.get(id)).toMatchObject({ tenant: { id: 'acme' }, health: { state: 'failing' } })
  })

  it('fail it also after the configuration was changed, which frees the tenant for nobody', async () => {
    const vendor = new ToyVendor(worldOf(3))
    const { scanner } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    const { id } = integration
    const open = await scanner.findings.count()
    await scanner.integrations.update(id, { config: { space: 'globex' } })
    await expect(scanner.integrations.add(given)).rejects.toThrow('is connected already')
    vendor.tokens = new Map([
      ['good', 'globex'],
      ['new', 'globex'],
    ])
    vendor.world.notes = []
    for (let round = 0; round < 3; round++) {
      expect(await scanner.scan(id)).toMatchObject({ status: 'failed', error: { code: 'config' } })
    }
    await expect(scanner.integrations.reconnect(id, { kind: 'token', token: 'new' })).rejects.toThrow('Tenant acme')
    expect(await scanner.findings.count()).toEqual(open)
    expect(await scanner.integrations.get(id)).toMatchObject({ config: { space: 'globex' }, tenant: { id: 'acme' } })
  })
})
