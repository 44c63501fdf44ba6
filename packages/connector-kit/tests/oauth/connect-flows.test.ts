import { google } from '@opencasb/connector-google'
import { m365 } from '@opencasb/connector-m365'
import { salesforce } from '@opencasb/connector-salesforce'
import { CredentialError } from '@opencasb/core'
import type { Connected, ConnectFlow, Connector } from '@opencasb/core/connector'
import { afterEach, describe, expect, it } from 'vitest'
import { beginAttempt } from './attempt.ts'
import { hostApp, type OpenidProvider, type OpenidProviderOptions, startOpenidProvider } from './openid-provider.ts'
import { visit } from './visit.ts'

let provider: OpenidProvider | undefined
afterEach(() => provider?.close())

const app = { clientId: hostApp.clientId, clientSecret: hostApp.clientSecret }

async function start(options: OpenidProviderOptions, claims: Record<string, unknown> = {}): Promise<OpenidProvider> {
  provider = await startOpenidProvider(options)
  Object.assign(provider.claims, claims)
  return provider
}

// biome-ignore lint/suspicious/noExplicitAny: the configuration's type ends at the border of the connector
function flowOf(connector: Connector<any>, kind: string): ConnectFlow<unknown> {
  const flow = connector.auth.find((method) => method.kind === kind)?.connect
  if (!flow) throw new Error(`${kind} does not connect`)
  return flow
}

/** The whole way there and back. */
async function connect(
  flow: ConnectFlow<unknown>,
  config: object,
  permissions: readonly string[] = [],
): Promise<{ readonly url: URL; readonly connected: Promise<Connected> }> {
  const attempt = beginAttempt<unknown>(config, app, hostApp.redirectUri, permissions)
  const url = await flow.begin(attempt.request)
  const params = await visit(url, hostApp.redirectUri)
  const connected = flow.complete(attempt.answer(params))
  // Tests await it later than it may fail.
  connected.catch(() => undefined)
  return { url: new URL(url), connected }
}

/** The credentials as the schema of the way to sign in accepts them. */
// biome-ignore lint/suspicious/noExplicitAny: as above
async function accepted(connector: Connector<any>, kind: string, { credentials }: Connected): Promise<unknown> {
  const schema = connector.auth.find((method) => method.kind === kind)?.schema
  return schema?.['~standard'].validate(credentials)
}

describe('Google, against a real OpenID provider', () => {
  const prefix = 'https://www.googleapis.com/auth/'
  const users = `${prefix}admin.directory.user.readonly`
  const groups = `${prefix}admin.directory.group.readonly`
  const routes = { authorization: '/o/oauth2/v2/auth', jwks: '/oauth2/v3/certs' }
  const options = { routes, scopes: ['email', users, groups], alwaysRefresh: true }
  const claims = { hd: 'acme.example', email: 'admin@acme.example', email_verified: true }
  const connector = google()
  const flow = flowOf(connector, 'admin-oauth')
  const configOf = ({ url }: OpenidProvider, more: object = {}) => ({
    ...more,
    baseUrls: { accounts: url, token: url },
  })

  it('asks for exactly what is needed, keeps the refresh token, and learns who consented', async () => {
    const config = configOf(await start(options, claims))
    const { url, connected } = await connect(flow, config, [groups])
    expect(url.searchParams.get('scope')?.split(' ').sort()).toEqual(['email', groups, users, 'openid'].sort())
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ access_type: 'offline', prompt: 'consent' })
    expect(url.searchParams.has('include_granted_scopes')).toBe(false)
    const result = await connected
    expect(result.config).toEqual({ adminEmail: 'admin@acme.example' })
    expect(await accepted(connector, 'admin-oauth', result)).toEqual({ value: result.credentials })
  })

  it('refuses an account that belongs to no organisation', async () => {
    const config = configOf(await start(options, { ...claims, hd: undefined }))
    const { connected } = await connect(flow, config)
    await expect(connected).rejects.toThrow(/no Google Workspace organisation/)
  })

  it('refuses another user than the configured one', async () => {
    const config = configOf(await start(options, claims), { adminEmail: 'other@acme.example' })
    const { connected } = await connect(flow, config)
    await expect(connected).rejects.toThrow(/config\.adminEmail/)
  })

  it('says what to do where no refresh token came', async () => {
    const config = configOf(await start({ ...options, alwaysRefresh: false }, claims))
    const { connected } = await connect(flow, config)
    await expect(connected).rejects.toThrow(/no refresh token: remove the app/)
  })

  it('says that the administrator declined', async () => {
    const started = await start(options, claims)
    started.consent = 'declines'
    const { connected } = await connect(flow, configOf(started))
    await expect(connected).rejects.toThrow(/declined/)
  })
})

describe('Microsoft, against a real OpenID provider', () => {
  const tenant = '11112222-3333-4444-5555-666677778888'
  const other = '99999999-8888-7777-6666-555555555555'
  const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
  const oid = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
  const optionsOf = (place = 'organizations', issued = tenant): OpenidProviderOptions => ({
    issuerPath: `/${issued}/v2.0`,
    scopes: ['profile', 'https://graph.microsoft.com/.default'],
    routes: {
      authorization: `/${place}/oauth2/v2.0/authorize`,
      token: `/${place}/oauth2/v2.0/token`,
      jwks: `/${place}/discovery/v2.0/keys`,
    },
  })
  const claims = { tid: tenant, oid, wids: [globalAdministrator] }
  const connector = m365()
  const flow = flowOf(connector, 'client-secret')
  const configOf = ({ url }: OpenidProvider, more: object = {}) => ({ ...more, baseUrls: { login: url, graph: url } })

  it('asks for all permissions of the app, and takes the tenant from the checked id token', async () => {
    const { url, connected } = await connect(flow, configOf(await start(optionsOf(), claims)))
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      prompt: 'consent',
      scope: 'openid profile https://graph.microsoft.com/.default',
    })
    const result = await connected
    expect(result).toEqual({ credentials: app, config: { tenant } })
    expect(await accepted(connector, 'client-secret', result)).toEqual({ value: app })
  })

  it('does not look at a tenant that somebody has written into the redirect', async () => {
    const attempt = beginAttempt<unknown>(configOf(await start(optionsOf(), claims)), app, hostApp.redirectUri)
    const params = await visit(await flow.begin(attempt.request), hostApp.redirectUri)
    const spoofed = { ...params, tenant: other, admin_consent: 'True' }
    expect((await flow.complete(attempt.answer(spoofed))).config).toEqual({ tenant })
  })

  it('refuses an id token whose tenant is not that of its issuer', async () => {
    const { connected } = await connect(flow, configOf(await start(optionsOf(), { ...claims, tid: other })))
    await expect(connected).rejects.toThrow(/issued by somebody else/)
  })

  it('refuses another tenant than the configured one', async () => {
    const started = await start(optionsOf(other), claims)
    const { connected } = await connect(flow, configOf(started, { tenant: other }))
    await expect(connected).rejects.toThrow(/another tenant than config\.tenant/)
  })

  it('refuses personal accounts', async () => {
    const consumers = '9188040d-6c67-4c5b-b112-36a304b66dad'
    const { connected } = await connect(
      flow,
      configOf(await start(optionsOf('organizations', consumers), { ...claims, tid: consumers })),
    )
    await expect(connected).rejects.toThrow(/work or school account/)
  })

  it.each([
    ['an administrator', globalAdministrator, undefined],
    ['an ordinary user', '00000000-0000-0000-0000-000000000000', /Only a Global Administrator/],
  ])('looks the roles up where the id token does not tell them, for %s', async (_who, roleTemplateId, refusal) => {
    const token = { access_token: 'app-only', token_type: 'Bearer', expires_in: 3599 }
    const started = await start(
      {
        ...optionsOf(),
        others: (path) => {
          if (path === `/${tenant}/oauth2/v2.0/token`) return token
          return path === `/v1.0/users/${oid}/transitiveMemberOf` ? { value: [{ id: 'r', roleTemplateId }] } : undefined
        },
      },
      { tid: tenant, oid },
    )
    const { connected } = await connect(flow, configOf(started))
    if (refusal) await expect(connected).rejects.toThrow(refusal)
    else await expect(connected).resolves.toMatchObject({ config: { tenant } })
  })

  it('refuses where it cannot tell whether an administrator came back', async () => {
    const { connected } = await connect(flow, configOf(await start(optionsOf(), { tid: tenant, oid })))
    await expect(connected).rejects.toThrow(CredentialError)
    await expect(connected).rejects.toThrow(/groupMembershipClaims/)
  })
})

describe('Salesforce, against a real OpenID provider', () => {
  const routes = {
    authorization: '/services/oauth2/authorize',
    token: '/services/oauth2/token',
    revocation: '/services/oauth2/revoke',
  }
  const options = { routes, scopes: ['api', 'refresh_token'] }
  const connector = salesforce()
  const flow = flowOf(connector, 'web-server')
  const configOf = ({ url }: OpenidProvider) => ({ baseUrls: { login: url } })

  it('keeps the refresh token of the user who approved', async () => {
    const { url, connected } = await connect(flow, configOf(await start({ ...options, alwaysRefresh: true })))
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      scope: 'api refresh_token',
      code_challenge_method: 'S256',
      prompt: 'login consent',
    })
    const result = await connected
    expect(await accepted(connector, 'web-server', result)).toEqual({ value: result.credentials })
  })

  it('says what to do where no refresh token came', async () => {
    const { connected } = await connect(flow, configOf(await start(options)))
    await expect(connected).rejects.toThrow(/refresh_token, offline_access/)
  })
})
