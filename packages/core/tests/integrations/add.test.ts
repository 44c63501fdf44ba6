import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { createMemoryCredentials, createMemoryState } from '../../src/index.ts'
import { worldOf } from '../scan-set-up.ts'
import { gate, given, stateOf, ToyVendor, toySetup, withIntegrations } from './toy-vendor.ts'

describe('adding an integration', () => {
  it('signs in, names the tenant, shows what will be covered, stores it and scans', async () => {
    const vendor = new ToyVendor(worldOf(3))
    vendor.world.granted = new Set(['notes', 'people'])
    const { scanner } = toySetup(vendor)
    const { integration, preview, firstScan } = await scanner.integrations.add({
      ...given,
      name: 'Acme',
      owner: 'customer-1',
    })
    expect(integration).toMatchObject({
      name: 'Acme',
      owner: 'customer-1',
      tenant: { id: 'acme', name: 'Tenant acme' },
      health: { state: 'initializing', missing: ['links'] },
    })
    expect(preview.permissions).toEqual({ needed: ['links', 'notes', 'people'], missing: ['links'], known: true })
    expect(preview.blocked[0]?.checks).toContain('notes/link-open')
    expect(await firstScan).toMatchObject({ status: 'incomplete', integration: { id: integration.id } })
    expect(await scanner.integrations.get(integration.id)).toMatchObject({ health: { state: 'degraded' } })
  })

  it('stores nothing where the credentials are refused', async () => {
    const { scanner, credentials } = toySetup(new ToyVendor(worldOf(1)))
    const credentialsGiven = { kind: 'token', token: 'bad' }
    await expect(
      scanner.integrations.add({ ...given, id: 'one', credentials: credentialsGiven }),
    ).rejects.toMatchObject({
      code: 'credential',
    })
    expect(await scanner.integrations.list()).toEqual([])
    expect(await credentials.read('one')).toBeUndefined()
  })

  it('makes no call where the configuration or the credentials are malformed', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { add } = toySetup(vendor).scanner.integrations
    await expect(add({ ...given, config: { sapce: 'x' } })).rejects.toThrow(/^config: /)
    await expect(add({ ...given, credentials: { kind: 'token', token: '' } })).rejects.toThrow('credentials.token')
    await expect(add({ ...given, schedule: { intervalMs: 1 } })).rejects.toThrow('schedule.intervalMs')
    await expect(add({ ...given, id: 'connect:x' })).rejects.toThrow(/^id: /)
    expect(vendor.world.calls).toEqual([])
  })

  it('names what is missing or of the wrong kind, also to a host without types', async () => {
    const { add, register, update, reconnect } = toySetup(new ToyVendor(worldOf(1))).scanner.integrations
    for (const credentials of [undefined, null, 'good', { token: 'good' }]) {
      const wrong: unknown = { ...given, credentials }
      for (const attempt of [add, register]) {
        await expect(attempt(wrong as typeof given)).rejects.toMatchObject({ code: 'config', field: 'credentials' })
      }
    }
    const numbered: unknown = { ...given, id: 5 }
    await expect(add(numbered as typeof given)).rejects.toMatchObject({ code: 'config', field: 'id' })
    const { id } = await register(given)
    const text: unknown = 'good'
    const wrong = text as typeof given.credentials
    await expect(update(id, { credentials: wrong })).rejects.toMatchObject({ field: 'credentials' })
    await expect(reconnect(id, wrong)).rejects.toMatchObject({ field: 'credentials' })
  })

  it('refuses what is no integration, and a field that there is not: an owner misspelt would be nobody', async () => {
    const { add, register, beginConnect } = toySetup(new ToyVendor(worldOf(1))).scanner.integrations
    const integration = { code: 'config', field: 'integration' }
    for (const attempt of [add, register, beginConnect] as ((wrong: never) => Promise<unknown>)[]) {
      await expect(attempt(undefined as never)).rejects.toMatchObject(integration)
      await expect(attempt({ ...given, owners: 'customer-1' } as never)).rejects.toMatchObject({
        ...integration,
        message: expect.stringContaining('there is no "owners" here; use id, connector, name, owner, '),
      })
      await expect(attempt({ ...given, owner: '' } as never)).rejects.toMatchObject({ code: 'config', field: 'owner' })
    }
  })

  it('is called as its tenant is, and as its vendor is where nobody has signed in yet', async () => {
    const { add, register, list } = toySetup(new ToyVendor(worldOf(1))).scanner.integrations
    const { firstScan } = await add(given)
    await firstScan
    await register(given)
    expect((await list()).map(({ name }) => name)).toEqual(['Tenant acme', 'Notes'])
  })

  it('gives the first scan, which ends at once where somebody pauses it while it is being added', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { firstScan } = await scanner.integrations.add(given)
    expect((await firstScan).status).toBe('complete')
    const state = createMemoryState()
    const pausing = {
      ...state,
      checkpoints: {
        ...state.checkpoints,
        async lastReport(id: string) {
          await state.integrations.update(id, (current) => ({ ...current, pausedAt: current.createdAt }))
          return state.checkpoints.lastReport(id)
        },
      },
    }
    const { integrations } = toySetup(new ToyVendor(worldOf(1)), { state: pausing }).scanner
    const paused = await integrations.add(given)
    expect(await paused.firstScan).toMatchObject({
      status: 'aborted',
      error: { message: expect.stringContaining('paused') },
    })
    const again = { ...given, name: 'Again' }
    expect(await integrations.add(again, { scan: false, allowSameTenant: true })).not.toHaveProperty('firstScan')
  })

  it('destroys the credentials again where the integration cannot be stored', async () => {
    const state = createMemoryState()
    const credentials = createMemoryCredentials()
    const full = withIntegrations(state, {
      async update() {
        throw new Error('disk full')
      },
    })
    const { scanner } = toySetup(new ToyVendor(worldOf(1)), { state: full, credentials })
    await expect(scanner.integrations.add({ ...given, id: 'one' })).rejects.toThrow('disk full')
    expect(await credentials.read('one')).toBeUndefined()
    expect(await scanner.integrations.get('one')).toBeUndefined()
  })

  it('leaves nothing that nobody sees where the process dies between integration and credentials', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { state, credentials, other } = toySetup(vendor)
    const writing = gate()
    const { scanner } = toySetup(vendor, {
      state,
      credentials: {
        ...credentials,
        write() {
          writing.open()
          return new Promise(() => undefined)
        },
      },
    })
    void scanner.integrations.register({ ...given, id: 'one' })
    await writing.opened
    const next = other()
    expect(await next.integrations.get('one')).toMatchObject({
      health: { state: 'reconnect-required', reason: 'It was being added, and its credentials are not stored yet' },
    })
    expect(await next.due()).toEqual([])
    const { firstScan } = await next.integrations.reconnect('one', given.credentials)
    expect(await firstScan).toMatchObject({ status: 'complete' })
    expect(stateOf(await next.integrations.get('one'))).toBe('healthy')
  })

  it('[F41] overwrites nobody where it slept while somebody else added the same id', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.tokens.set('other', 'globex')
    const { state, credentials, other } = toySetup(vendor)
    const taken: string[] = []
    const leases: typeof state.leases = {
      ...state.leases,
      acquire(key, ttlMs) {
        taken.push(key)
        return state.leases.acquire(key, ttlMs)
      },
    }
    let isAsleep = true
    const { scanner } = toySetup(vendor, {
      credentials,
      state: withIntegrations(
        { ...state, leases },
        {
          async add(integration) {
            if (isAsleep) {
              isAsleep = false
              for (const key of taken) await state.leases.revoke(key)
              const theirs = { kind: 'token', token: 'other' }
              await other().integrations.add({ ...given, id: 'one', credentials: theirs }, { scan: false })
            }
            return state.integrations.add(integration)
          },
        },
      ),
    })
    await expect(scanner.integrations.add({ ...given, id: 'one' })).rejects.toThrow('id: there is an integration "one"')
    expect(await scanner.integrations.get('one')).toMatchObject({ tenant: { id: 'globex' } })
    expect((await credentials.read('one'))?.credentials.secrets['token']?.reveal()).toBe('other')
  })

  it('begins anew under an id that was there before: its changes have other ids', async () => {
    const clock = createFakeClock({ auto: false })
    const ids: string[][] = []
    const { scanner } = toySetup(new ToyVendor(worldOf(3)), { clock })
    scanner.on('finding-change', ({ id }) => ids.at(-1)?.push(id))
    for (const _ of ['first', 'second']) {
      ids.push([])
      await clock.advance(1_000)
      await (await scanner.integrations.add({ ...given, id: 'one' })).firstScan
      await scanner.integrations.remove('one')
    }
    const [first = [], second = []] = ids
    expect(first.length).toBeGreaterThan(0)
    expect(second).toHaveLength(first.length)
    expect(second.filter((id) => first.includes(id))).toEqual([])
  })

  it('keeps the refresh token that signing in renewed', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.rotates = true
    const { scanner, credentials } = toySetup(vendor)
    const { integration } = await scanner.integrations.add(given, { scan: false })
    const stored = await credentials.read(integration.credentialRef)
    expect(stored?.credentials.secrets['token']?.reveal()).toBe('good+')
    expect(await scanner.scan(integration.id)).toMatchObject({ status: 'complete' })
  })

  it('refuses the same tenant twice, naming the integration that has it, unless that is wished', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { integration } = await scanner.integrations.add({ ...given, name: 'First' }, { scan: false })
    await expect(scanner.integrations.add(given)).rejects.toThrow(`"First" (${integration.id})`)
    const second = await scanner.integrations.add(given, { allowSameTenant: true, scan: false })
    expect(second.firstScan).toBeUndefined()
    expect(await scanner.integrations.list()).toHaveLength(2)
  })

  it('does not tell an owner what the integrations of another are called', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    await scanner.integrations.add({ ...given, id: 'canary-id', name: 'canary-name', owner: 'one' }, { scan: false })
    const refusal = scanner.integrations.add({ ...given, owner: 'two' })
    await expect(refusal).rejects.toThrow('Tenant acme is connected already, as an integration of another owner')
    await expect(refusal).rejects.not.toThrow('canary')
  })

  it('lets one of several win that add the same tenant at once', async () => {
    const { scanner, other } = toySetup(new ToyVendor(worldOf(1)))
    const adds = [scanner, other(), other()].map(({ integrations }) => integrations.add(given, { scan: false }))
    const outcomes = await Promise.allSettled(adds)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await scanner.integrations.list()).toHaveLength(1)
  })

  it('ends with the reason of a host that gives up waiting, and stores nothing', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const abort = new AbortController()
    vendor.beforeOpen = () => abort.abort(new Error('too slow'))
    const { scanner } = toySetup(vendor)
    await expect(scanner.integrations.add(given, { signal: abort.signal })).rejects.toThrow('too slow')
    expect(await scanner.integrations.list()).toEqual([])
  })

  it('goes on with the first scan when the host stops waiting after it was added', async () => {
    const abort = new AbortController()
    const { scanner } = toySetup(new ToyVendor(worldOf(6)))
    const { firstScan } = await scanner.integrations.add(given, { signal: abort.signal })
    abort.abort()
    expect(await firstScan).toMatchObject({ status: 'complete' })
  })

  it('is registered without a call, and due at once', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner } = toySetup(vendor)
    const integration = await scanner.integrations.register(given)
    expect(integration).toMatchObject({ health: { state: 'initializing', failures: 0 } })
    expect((await scanner.due()).map(({ id }) => id)).toEqual([integration.id])
    expect(vendor.world.calls).toEqual([])
    await scanner.scan(integration.id)
    expect(await scanner.due()).toEqual([])
  })
})
