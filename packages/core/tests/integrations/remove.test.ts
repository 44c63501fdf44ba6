import { describe, expect, it } from 'vitest'
import { StateError } from '../../src/errors/state-error.ts'
import { worldOf } from '../scan-set-up.ts'
import { given, ToyVendor, toySetup, withIntegrations } from './toy-vendor.ts'

describe('removing an integration', () => {
  it('revokes the grant, erases everything and says what remains to be done', async () => {
    const vendor = new ToyVendor(worldOf(3))
    const revoked: string[] = []
    vendor.revoke = async () => {
      revoked.push('grant')
    }
    const { scanner, credentials, state } = toySetup(vendor)
    const { integration, firstScan } = await scanner.integrations.add(given)
    await firstScan
    const { id } = integration
    const findings = (await scanner.findings.list()).items.length
    const assets = (await scanner.inventory.list()).items.length
    expect(assets).toBe(3)
    expect(await scanner.integrations.remove(id)).toMatchObject({
      integration: id,
      erased: { findings, assets, progress: expect.any(Number) },
      revocation: 'revoked',
      remaining: ['Delete the token under "Apps"'],
    })
    expect(revoked).toEqual(['grant'])
    expect(await credentials.read(integration.credentialRef)).toBeUndefined()
    expect(await scanner.integrations.get(id)).toBeUndefined()
    expect((await scanner.findings.list({ state: ['open', 'resolved'] })).items).toEqual([])
    expect(await state.checkpoints.lastRun(id)).toBeUndefined()
    await expect(scanner.integrations.remove(id)).rejects.toThrow('there is no integration')
  })

  it('destroys the credentials before anything else is erased', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const order: string[] = []
    const { state, credentials } = toySetup(vendor)
    const { scanner } = toySetup(vendor, {
      state: withIntegrations(state, {
        async remove(id) {
          order.push('state')
          return state.integrations.remove(id)
        },
      }),
      credentials: {
        ...credentials,
        async destroy(ref) {
          order.push('credentials')
          await credentials.destroy(ref)
        },
      },
    })
    const { id } = await scanner.integrations.register(given)
    await scanner.integrations.remove(id)
    // The second time for what somebody may have written in between.
    expect(order).toEqual(['credentials', 'state', 'credentials'])
  })

  it('[F38] of one that is gone lets the store finish what was interrupted, and then says that there is none', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { state } = toySetup(vendor)
    const removed: string[] = []
    const remove: typeof state.integrations.remove = async (id) => {
      removed.push(id)
      if (removed.length === 1) throw new StateError('The disk is full.', { reason: 'full' })
      return state.integrations.remove(id)
    }
    const { scanner } = toySetup(vendor, { state: withIntegrations(state, { remove }) })
    await scanner.integrations.register({ ...given, id: 'other' })
    await expect(scanner.integrations.remove('gone')).rejects.toMatchObject({ code: 'state', reason: 'full' })
    await expect(scanner.integrations.remove('gone')).rejects.toThrow('there is no integration "gone"')
    expect(removed).toEqual(['gone', 'gone'])
    expect(await scanner.integrations.get('other')).toBeDefined()
  })

  it('says where the vendor has no endpoint, where revoking failed and where it was not wished, and erases all the same', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner } = toySetup(vendor)
    const removed = async (options = {}) => {
      const { id } = await scanner.integrations.register(given)
      const { revocation } = await scanner.integrations.remove(id, options)
      expect(await scanner.integrations.get(id)).toBeUndefined()
      return revocation
    }
    expect(await removed()).toBe('not-offered')
    vendor.revoke = () => Promise.reject(new Error('down'))
    expect(await removed()).toBe('failed')
    vendor.tokens.clear()
    expect(await removed()).toBe('failed')
    vendor.world.calls = []
    expect(await removed({ revoke: false })).toBe('kept')
    expect(vendor.world.calls).toEqual([])
  })

  it('leaves the grant alone while another integration reaches the same tenant', async () => {
    const vendor = new ToyVendor(worldOf(1))
    let revocations = 0
    vendor.revoke = async () => {
      revocations += 1
    }
    const { scanner } = toySetup(vendor)
    const first = await scanner.integrations.add(given, { scan: false })
    const second = await scanner.integrations.add(given, { allowSameTenant: true, scan: false })
    expect(await scanner.integrations.remove(first.integration.id)).toMatchObject({
      revocation: 'kept',
      remaining: [expect.stringMatching(/"Tenant acme" \(.+\) reaches the same tenant.+only if/), expect.any(String)],
    })
    expect(await scanner.integrations.remove(second.integration.id)).toMatchObject({
      revocation: 'revoked',
      remaining: ['Delete the token under "Apps"'],
    })
    expect(revocations).toBe(1)
  })

  it('leaves it alone as well where nobody knew until now which tenant the one or the other reaches', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.tokens.set('elsewhere', 'globex')
    const revoked: string[] = []
    vendor.revoke = async () => {
      revoked.push('grant')
    }
    const { scanner } = toySetup(vendor)
    await scanner.integrations.add({ ...given, id: 'scanned' }, { scan: false })
    await scanner.integrations.register({ ...given, id: 'registered' })
    const removed = async (id: string) => (await scanner.integrations.remove(id)).revocation
    expect(await removed('registered')).toBe('kept')
    await scanner.integrations.register({ ...given, id: 'unknown' })
    const elsewhere = { kind: 'token', token: 'elsewhere' }
    await scanner.integrations.add({ ...given, id: 'elsewhere', credentials: elsewhere }, { scan: false })
    expect(await removed('elsewhere')).toBe('kept')
    expect(await removed('unknown')).toBe('kept')
    expect(revoked).toEqual([])
    expect(await removed('scanned')).toBe('revoked')
  })

  it('neither names the integrations of other owners nor leaves the grant alone for those that nobody has scanned', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.revoke = async () => undefined
    const { scanner } = toySetup(vendor)
    const shared = { ...given, id: 'shared', owner: 'one' }
    await scanner.integrations.add(shared, { scan: false })
    const theirs = { ...given, id: 'canary-id', name: 'canary-name', owner: 'two' }
    await scanner.integrations.add(theirs, { scan: false, allowSameTenant: true })
    const kept = await scanner.integrations.remove('shared')
    expect(kept).toMatchObject({
      revocation: 'kept',
      remaining: [
        expect.stringMatching('^An integration of another owner reaches the same tenant'),
        expect.any(String),
      ],
    })
    expect(JSON.stringify(kept)).not.toContain('canary')
    await scanner.integrations.remove('canary-id')
    await scanner.integrations.register(theirs)
    await scanner.integrations.add(shared, { scan: false })
    expect(await scanner.integrations.remove('shared')).toMatchObject({ revocation: 'revoked' })
  })

  it('ends a scan that runs here first', async () => {
    const vendor = new ToyVendor(worldOf(12))
    const { scanner } = toySetup(vendor)
    const { id } = await scanner.integrations.register(given)
    let removing: Promise<unknown> | undefined
    vendor.world.beforePage = (page) => {
      if (page === 2) removing ??= scanner.integrations.remove(id)
    }
    expect(await scanner.scan(id)).toMatchObject({ status: 'aborted' })
    await removing
    expect((await scanner.findings.list()).items).toEqual([])
  })

  it('is safe while a scan runs on another worker: that one writes nothing more, also into one of the same id', async () => {
    for (const isAddedAgain of [false, true]) {
      const vendor = new ToyVendor(worldOf(12))
      const { scanner, other, state } = toySetup(vendor)
      await scanner.integrations.register({ ...given, id: 'one' })
      vendor.world.beforePage = async (page) => {
        if (page !== 2) return
        await scanner.integrations.remove('one')
        if (isAddedAgain) await scanner.integrations.register({ ...given, id: 'one' })
      }
      const report = await other().scan('one')
      if (!isAddedAgain) {
        expect(report).toMatchObject({
          status: 'failed',
          error: { code: 'state', message: expect.stringContaining('removed') },
        })
      } else expect(report.status).not.toBe('complete')
      expect((await scanner.findings.list()).items).toEqual([])
      expect(await state.checkpoints.lastRun('one')).toBeUndefined()
      expect((await scanner.inventory.list()).items).toEqual([])
    }
  })
})
