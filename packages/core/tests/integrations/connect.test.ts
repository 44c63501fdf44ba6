import { createHash } from 'node:crypto'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { worldOf } from '../scan-set-up.ts'
import { given, ToyVendor, toySetup } from './toy-vendor.ts'

const attempt = {
  connector: 'notes',
  name: 'Acme',
  owner: 'customer-1',
  config: { space: 'main' },
  credentials: { kind: 'consent', clientId: 'app-1', clientSecret: 'canary-secret' },
  redirectUri: 'https://host.example.com/connected',
}

const answer = (state: string, more: Record<string, string> = { code: 'code-1' }): URLSearchParams =>
  new URLSearchParams({ state, ...more })

describe('connecting by consent', () => {
  it('sends the administrator to the vendor, and adds the integration when they come back, on whichever worker', async () => {
    const vendor = new ToyVendor(worldOf(3))
    const { scanner, other } = toySetup(vendor)
    const begun = await scanner.integrations.beginConnect(attempt)
    const url = new URL(begun.url)
    expect(url.searchParams.get('state')).toBe(begun.state)
    expect(Buffer.from(begun.state, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(url.searchParams.get('scope')).toContain('notes')
    expect(begun.url).not.toContain('canary-secret')

    const { integration, preview, firstScan } = await other().integrations.completeConnect(answer(begun.state))
    expect(integration).toMatchObject({
      name: 'Acme',
      owner: 'customer-1',
      authKind: 'consent',
      config: { space: 'main' },
      tenant: { id: 'acme' },
    })
    expect(preview.tenant.id).toBe('acme')
    expect((await firstScan)?.integration.id).toBe(integration.id)
    const [exchange] = vendor.exchanges
    expect(exchange).toMatchObject({
      state: begun.state,
      redirectUri: attempt.redirectUri,
      app: { clientId: 'app-1', clientSecret: 'canary-secret' },
      params: { code: 'code-1' },
      nonce: url.searchParams.get('nonce'),
    })
    const challenge = createHash('sha256')
      .update(exchange?.codeVerifier ?? '')
      .digest('base64url')
    expect(url.searchParams.get('code_challenge')).toBe(challenge)
  })

  it('accepts an answer once only, also where two arrive at once, and whatever came of the first', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner, other } = toySetup(vendor)
    const { state } = await scanner.integrations.beginConnect(attempt)
    const both = await Promise.allSettled([
      scanner.integrations.completeConnect(answer(state), { scan: false }),
      other().integrations.completeConnect(answer(state), { scan: false }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'credential' } })
    expect(vendor.exchanges).toHaveLength(1)

    const second = await scanner.integrations.beginConnect(attempt)
    await expect(scanner.integrations.completeConnect(answer(second.state, { code: 'wrong' }))).rejects.toThrow(
      'the code',
    )
    await expect(scanner.integrations.completeConnect(answer(second.state))).rejects.toThrow('begin again')
  })

  it('refuses an answer with an unknown state, none, or one that is too old', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const clock = createFakeClock({ auto: false })
    const { scanner } = toySetup(vendor, { clock })
    const { state, expiresAt } = await scanner.integrations.beginConnect(attempt)
    expect(Date.parse(expiresAt) - clock.now()).toBe(600_000)
    for (const params of [answer('guessed'), {}, { code: 'code-1' }]) {
      await expect(scanner.integrations.completeConnect(params)).rejects.toMatchObject({ code: 'credential' })
    }
    await clock.advance(600_001)
    await expect(scanner.integrations.completeConnect(answer(state))).rejects.toThrow('took too long')
    await expect(scanner.integrations.completeConnect(answer(state))).rejects.toThrow('begin again')
    expect(vendor.exchanges).toEqual([])
  })

  it('says that the administrator declined, and uses the attempt up', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner } = toySetup(vendor)
    const { state } = await scanner.integrations.beginConnect(attempt)
    const declined = answer(state, { error: 'access_denied', error_description: 'The user\u0007 declined' })
    await expect(scanner.integrations.completeConnect(declined)).rejects.toMatchObject({
      code: 'credential',
      message:
        'The administrator or the vendor declined (access_denied: The user  declined); begin again with an account that may consent',
    })
    await expect(scanner.integrations.completeConnect(answer(state))).rejects.toThrow('begin again')
    expect(vendor.exchanges).toEqual([])
    // Not even with a code beside it.
    const second = await scanner.integrations.beginConnect(attempt)
    const both = answer(second.state, { error: 'access_denied', code: 'code-1' })
    await expect(scanner.integrations.completeConnect(both)).rejects.toThrow('declined')
  })

  it('leaves it to the connector to say what a refusal of its vendor means', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { state } = await scanner.integrations.beginConnect(attempt)
    const suspended = answer(state, { error: 'app_suspended' })
    await expect(scanner.integrations.completeConnect(suspended)).rejects.toThrow('The vendor has suspended the app')
  })

  it('keeps the attempt sealed with the credentials, under no name that tells the state, and leaves nothing behind', async () => {
    const { scanner, credentials } = toySetup(new ToyVendor(worldOf(1)))
    const written: { readonly ref: string; readonly text: string }[] = []
    const spied = toySetup(new ToyVendor(worldOf(1)), {
      credentials: {
        ...credentials,
        async write(ref, stored) {
          written.push({ ref, text: JSON.stringify(stored) })
          await credentials.write(ref, stored)
        },
      },
    })
    const { state } = await spied.scanner.integrations.beginConnect(attempt)
    const [kept] = written
    expect(kept?.ref).toMatch(/^connect:[0-9a-f]{64}$/)
    expect(kept?.text).not.toContain(state)
    expect(kept?.text).not.toContain('canary-secret')
    await spied.scanner.integrations.completeConnect(answer(state), { scan: false })
    expect(await credentials.read(kept?.ref ?? '')).toBeUndefined()
    await scanner.close()
  })

  it('takes parts of the configuration from what the vendor gave', async () => {
    const vendor = new ToyVendor(worldOf(1))
    vendor.brings = { config: { space: 'found' } }
    const { scanner } = toySetup(vendor)
    const { state } = await scanner.integrations.beginConnect({ ...attempt, config: {} })
    const { integration } = await scanner.integrations.completeConnect(answer(state), { scan: false })
    expect(integration.config).toEqual({ space: 'found' })
  })

  it('connects an integration again, and only to its tenant', async () => {
    const vendor = new ToyVendor(worldOf(1))
    const { scanner } = toySetup(vendor)
    const { integration } = await scanner.integrations.add(given, { scan: false })
    const again = { ...attempt, reconnect: integration.id }
    const first = await scanner.integrations.beginConnect(again)
    const done = await scanner.integrations.completeConnect(answer(first.state), { scan: false })
    expect(done.integration).toMatchObject({ id: integration.id, authKind: 'consent', tenant: { id: 'acme' } })
    expect(await scanner.integrations.list()).toHaveLength(1)

    vendor.tokens.set('good', 'globex')
    const second = await scanner.integrations.beginConnect(again)
    await expect(scanner.integrations.completeConnect(answer(second.state))).rejects.toThrow('they reach Tenant globex')
    await expect(scanner.integrations.beginConnect({ ...attempt, reconnect: 'nobody' })).rejects.toThrow('nobody')
  })

  it('names what is wrong before anybody is sent anywhere', async () => {
    const { beginConnect } = toySetup(new ToyVendor(worldOf(1))).scanner.integrations
    const { credentials } = attempt
    await expect(beginConnect({ ...attempt, credentials: { kind: 'token' } })).rejects.toThrow('use consent')
    await expect(beginConnect({ ...attempt, credentials: { ...credentials, clientSecret: 'x' } })).rejects.toThrow(
      'credentials.clientSecret',
    )
    await expect(beginConnect({ ...attempt, credentials: { kind: 'consent', clientId: 'a' } })).rejects.toThrow(
      'credentials.clientSecret',
    )
    await expect(beginConnect({ ...attempt, credentials: { ...credentials, clientid: 'x' } })).rejects.toThrow(
      'credentials.clientid',
    )
    await expect(beginConnect({ ...attempt, config: { space: 7 } })).rejects.toThrow('config.space')
    const none: unknown = { ...attempt, credentials: undefined }
    await expect(beginConnect(none as typeof attempt)).rejects.toMatchObject({ code: 'config', field: 'credentials' })
  })

  it('sends nobody back over a line that can be read, or into a script', async () => {
    const { beginConnect } = toySetup(new ToyVendor(worldOf(1))).scanner.integrations
    const unsafe = ['here', 'javascript:alert(1)', 'http://host.example.com/', 'ftp://localhost/', 'data:text/html,x']
    for (const redirectUri of [...unsafe, 'http://127.0.0.1.example.com/', 'http://localhost.example.com/']) {
      await expect(beginConnect({ ...attempt, redirectUri })).rejects.toMatchObject({ field: 'redirectUri' })
    }
    for (const host of ['localhost:8080', '127.0.0.1:9', '[::1]', 'app.localhost']) {
      await expect(beginConnect({ ...attempt, redirectUri: `http://${host}/connected` })).resolves.toBeDefined()
    }
  })

  it('refuses an answer with lists, objects or anything twice in it, and leaves the attempt open for the right one', async () => {
    const { scanner } = toySetup(new ToyVendor(worldOf(1)))
    const { state } = await scanner.integrations.beginConnect(attempt)
    const { completeConnect } = scanner.integrations
    for (const wrong of [
      { state: [state], code: 'code-1' },
      { state, code: ['code-1'] },
      { state, code: {} },
    ]) {
      const params: unknown = wrong
      await expect(completeConnect(params as Record<string, string>)).rejects.toMatchObject({ code: 'credential' })
    }
    const twice = new URLSearchParams([...answer(state), ['code', 'code-2']])
    await expect(completeConnect(twice)).rejects.toMatchObject({ code: 'credential' })
    const { integration } = await completeConnect({ state, code: 'code-1' }, { scan: false })
    expect(integration).toMatchObject({ tenant: { id: 'acme' } })
  })
})
