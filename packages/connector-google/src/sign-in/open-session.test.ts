import { createPrivateKey, sign } from 'node:crypto'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { ConfigError, CredentialError, FeatureUnavailableError, NotFoundError, type Transport } from '@opencasb/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { scopes, signIn } from '../../tests/sign-in.ts'
import { createGoogleSimulator, type RunningGoogleSimulator } from '../simulator.ts'

let simulator: RunningGoogleSimulator
beforeEach(async () => {
  simulator = await createGoogleSimulator({ world: { users: 40, superAdmins: 2, groups: 3 } })
})
afterEach(() => simulator.close())

const { signal } = new AbortController()
const anything = { schema: z.unknown(), signal }
const tokensAsked = (): number => simulator.requests.filter(({ route }) => route === 'POST /token').length

describe('a service account', () => {
  it('finds out with one request that all scopes are delegated', async () => {
    const session = await signIn(simulator)
    expect(session.granted).toEqual(new Set(Object.values(scopes)))
    expect(session.tenant).toEqual({
      id: simulator.world.customerId,
      name: 'acme.example',
      url: 'https://admin.google.com',
    })
    expect(tokensAsked()).toBe(1)
  })

  it('[F25] finds out scope by scope which ones are delegated where not all are', async () => {
    const session = await signIn(simulator, { granted: [scopes.users, scopes.settings] })
    expect(session.granted).toEqual(new Set([scopes.users, scopes.settings]))
    expect(tokensAsked()).toBe(1 + Object.keys(scopes).length)
  })

  it('[F25] says where to authorise it where nothing is delegated', async () => {
    const refused = signIn(simulator, { granted: [] })
    await expect(refused).rejects.toThrow('Domain-wide delegation')
    await expect(refused).rejects.toSatisfy(CredentialError.is)
  })

  it('asks for what the chosen checks need, and for no more', async () => {
    const session = await signIn(simulator, { context: { permissions: new Set([scopes.groups]) } })
    expect(session.granted).toEqual(new Set([scopes.groups]))
  })

  it('signs requests of an API with the scopes of that API only', async () => {
    const session = await signIn(simulator)
    await session.client
      .http('directory')
      .get('/admin/directory/v1/groups', { ...anything, query: { customer: 'my_customer' } })
    const settings = session.client.http('groupsSettings')
    await settings.get('/groups/v1/groups/group-0@acme.example', { ...anything, query: { alt: 'json' } })
    // The token of the settings is no good for the directory, although the account may read both.
    await expect(settings.get('/admin/directory/v1/groups', anything)).rejects.toThrow('lacks a scope')
  })

  it('looks the account up where its id is not configured', async () => {
    const session = await signIn(simulator, { config: { customer: 'my_customer' } })
    expect(session.customerId).toBe(simulator.world.customerId)
  })

  it('says what to configure where it may not look the account up', async () => {
    const refused = signIn(simulator, { config: { customer: 'my_customer' }, granted: [scopes.groups] })
    await expect(refused).rejects.toSatisfy((error) => ConfigError.is(error) && error.field === 'config.customer')
  })

  it.each([-7_200_000, 7_200_000])(
    '[F37] signs with the time of Google where the host is %i ms off',
    async (aheadMs) => {
      const session = await signIn(simulator, { aheadMs })
      expect(session.granted).toEqual(new Set(Object.values(scopes)))
    },
  )

  it('can leave the key where it is', async () => {
    const { credentials } = simulator.integration({ authKind: 'service-account', permissions: Object.values(scopes) })
    const { client_email, private_key } = JSON.parse(credentials['key'] ?? '')
    const session = await signIn(simulator, {
      stored: () => ({ kind: 'service-account', fields: { clientEmail: client_email }, secrets: {} }),
      options: { sign: async (data) => sign('sha256', data, createPrivateKey(private_key)) },
    })
    expect(session.granted).toEqual(new Set(Object.values(scopes)))
  })

  it('reads in the name of a user, and keeps a refusal of one user apart from the credentials', async () => {
    const session = await signIn(simulator)
    const [, reader, gone] = simulator.world.users.slice(0, 3)
    simulator.world.users.change(reader?.index ?? 0, { suspended: false })
    simulator.world.users.change(gone?.index ?? 0, { suspended: true })
    const calendar = session.client.http('calendar', reader?.email)
    await expect(calendar.get('/calendar/v3/nothing', anything)).rejects.toSatisfy(NotFoundError.is)
    expect(session.client.http('calendar', reader?.email)).toBe(calendar)
    const theirs = session.client.http('calendar', gone?.email).get('/calendar/v3/nothing', anything)
    await expect(theirs).rejects.toSatisfy(FeatureUnavailableError.is)
  })

  it('[F22] fails as a credential once its key is deleted', async () => {
    const session = await signIn(simulator)
    simulator.revokeCredentials()
    const asked = session.client.http('directory').get('/admin/directory/v1/groups', anything)
    await expect(asked).rejects.toSatisfy(CredentialError.is)
  })
})

describe("an administrator's consent", () => {
  const authKind = 'admin-oauth'

  it('tells what was consented to', async () => {
    const session = await signIn(simulator, { authKind, granted: [scopes.users] })
    expect(session.granted).toEqual(new Set([scopes.users]))
    expect(tokensAsked()).toBe(1)
  })

  it('holds what wider scopes hold', async () => {
    const wide = scopes.users.replace('.readonly', '')
    const session = await signIn(simulator, { authKind, granted: [wide] })
    expect(session.granted).toContain(scopes.users)
  })

  it("reads nothing in other users' names", async () => {
    const session = await signIn(simulator, { authKind })
    expect(() => session.client.http('calendar', 'user-1@acme.example')).toThrow('Only a service account')
  })

  it('tells when consent that was given for a time ends', async () => {
    const plain = createNodeTransport()
    const transport: Transport = {
      ...plain,
      send: async (request) => {
        const answer = await plain.send(request)
        if (request.url.pathname !== '/token') return answer
        const body: object = JSON.parse(new TextDecoder().decode(await answer.read(10_000)))
        const bytes = new TextEncoder().encode(JSON.stringify({ ...body, refresh_token_expires_in: 604_799 }))
        return { ...answer, read: async () => bytes }
      },
    }
    const session = await signIn(simulator, { authKind, context: { transport } })
    const days = ((session.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(days).toBeCloseTo(7, 1)
    expect((await signIn(simulator, { authKind })).expiresAt).toBeUndefined()
    await plain.close()
  })

  it('ends with its revocation', async () => {
    const session = await signIn(simulator, { authKind })
    await session.revoke?.()
    const asked = session.client.http('directory').get('/admin/directory/v1/groups', anything)
    await expect(asked).rejects.toThrow(/revoked or has expired: connect again/)
  })

  it('is revoked where it was before, and a service account has nothing to revoke', async () => {
    const session = await signIn(simulator, { authKind })
    await session.revoke?.()
    await session.revoke?.()
    expect((await signIn(simulator)).revoke).toBeUndefined()
  })

  it('[F22] says that the consent was taken back', async () => {
    const { credentials } = simulator.integration({ authKind, permissions: [scopes.users] })
    simulator.revokeCredentials()
    const refused = signIn(simulator, {
      authKind,
      stored: (stored) => ({ ...stored, fields: { clientId: credentials['clientId'] ?? '' } }),
    })
    await expect(refused).rejects.toSatisfy(CredentialError.is)
  })
})
