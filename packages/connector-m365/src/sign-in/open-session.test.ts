import { createHash, X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CredentialError, secret } from '@opencasb/core'
import { isSignedBy, parseJsonWebToken, simulatorKeyPair } from '@opencasb/simulator-kit'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import {
  accessToken,
  clientId,
  configOf,
  type FakeHandler,
  fakeGraph,
  openFake,
  tenantId,
} from '../../tests/fake-graph.ts'
import { selfSignedCertificate } from '../simulator/access/self-signed-certificate.ts'

const organization = {
  value: [
    {
      id: tenantId,
      displayName: 'Acme',
      assignedPlans: [
        { servicePlanId: 'EEC0EB4F-6444-4f95-aba0-50c24d67f998', capabilityStatus: 'Warning' },
        { servicePlanId: '00000000-0000-0000-0000-000000000000', capabilityStatus: 'Enabled' },
      ],
    },
  ],
}

function withRoles(roles: readonly string[], rest: FakeHandler = () => undefined): FakeHandler {
  return (request) => {
    if (request.url.pathname.endsWith('/token')) {
      return { body: { access_token: accessToken(roles), expires_in: 3599 } }
    }
    return rest(request)
  }
}

const tenantAnswer: FakeHandler = ({ url }) =>
  url.pathname === '/v1.0/organization' ? { body: organization } : undefined

/** What was sent to the token endpoint. */
function formOf(graph: ReturnType<typeof fakeGraph>): URLSearchParams {
  return new URLSearchParams(graph.requests.find(({ url }) => url.pathname.endsWith('/token'))?.body)
}

describe('signing in with a client secret', () => {
  it('takes what was granted from the token, and the plans from the tenant', async () => {
    const graph = fakeGraph(withRoles(['Organization.Read.All', 'Directory.Read.All'], tenantAnswer))
    const session = await openFake(graph)
    expect(session.tenant).toEqual({ id: tenantId, name: 'Acme' })
    expect(session.granted).toEqual(
      new Set([
        'Organization.Read.All',
        'Directory.Read.All',
        'User.Read.All',
        'Group.Read.All',
        'GroupMember.Read.All',
        'Application.Read.All',
        'DelegatedPermissionGrant.Read.All',
        'Domain.Read.All',
      ]),
    )
    expect(session.features).toEqual(new Set(['entra-id-p1', 'entra-id-p2']))
    expect(graph.requests.map(({ method, url }) => `${method} ${url.origin}${url.pathname}`)).toEqual([
      `POST https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      'GET https://graph.microsoft.com/v1.0/organization',
    ])
    expect(graph.requests[1]?.headers).toMatchObject({ 'x-ms-throttle-priority': 'Low' })
  })

  it('asks nothing of the tenant that it may not ask, and then does not pretend to know its plans', async () => {
    const graph = fakeGraph(withRoles(['User.Read.All']))
    const session = await openFake(graph)
    expect(session.tenant).toEqual({ id: tenantId, name: tenantId })
    expect(session.features).toBe('unknown')
    expect(graph.requests).toHaveLength(1)
  })

  it('does not take plans that the tenant hides for plans that it lacks', async () => {
    const hidden = { value: [{ id: tenantId, displayName: 'Acme', assignedPlans: null }] }
    const session = await openFake(fakeGraph(withRoles(['Organization.Read.All'], () => ({ body: hidden }))))
    expect(session.features).toBe('unknown')
  })

  it('does not pretend to know what was granted where the token cannot be read', async () => {
    const session = await openFake(
      fakeGraph(({ url }) =>
        url.pathname.endsWith('/token')
          ? { body: { access_token: 'opaque', expires_in: '3599' } }
          : tenantAnswer({ url } as never),
      ),
    )
    expect(session.granted).toBe('unknown')
    expect(session.tenant.id).toBe(tenantId)
  })

  it('goes to the endpoints of the cloud, or to those that are given, and asks for the token of the cloud', async () => {
    const graph = fakeGraph()
    const config = configOf({
      tenant: tenantId,
      cloud: 'us-government-dod',
      sharing: { oneDrive: true, everyItem: false },
      baseUrls: { login: 'https://gateway.example.com/login' },
    })
    await openFake(graph, { config })
    expect(graph.requests[0]?.url.href).toBe(`https://gateway.example.com/login/${tenantId}/oauth2/v2.0/token`)
    expect(formOf(graph).get('scope')).toBe('https://dod-graph.microsoft.us/.default')
  })

  it.each([
    [7000222, 'credential', /client secret has expired/],
    [7000215, 'credential', /Secret ID/],
    [53003, 'credential', /Conditional Access/],
    [700213, 'credential', /Subject identifier/],
    [999999, 'credential', /AADSTS999999/],
    [700016, 'credential', /credentials\.clientId.*consent again/],
    [90002, 'config', /config\.tenant/],
  ])('says what AADSTS%i is about', async (code, kind, message) => {
    const graph = fakeGraph(() => ({
      status: code === 90002 ? 400 : 401,
      body: { error: 'invalid_client', error_codes: [code], error_description: `AADSTS${code}: sim~secret` },
    }))
    const attempt = openFake(graph)
    await expect(attempt).rejects.toMatchObject({ code: kind, message: expect.stringMatching(message) })
    await expect(attempt).rejects.not.toThrow(/sim~secret/)
    expect(graph.requests).toHaveLength(1)
  })

  it('counts without listing', async () => {
    const graph = fakeGraph(
      withRoles(['User.Read.All'], ({ url }) =>
        url.pathname === '/v1.0/users' ? { body: { '@odata.count': 1200, value: [] } } : undefined,
      ),
    )
    const session = await openFake(graph)
    const sizes = await session.sizes?.(new AbortController().signal)
    expect(sizes).toEqual({
      'm365.organization': 1,
      'm365.user': 1200,
      'm365.user-registration': 1200,
      'm365.user-sign-in': 1200,
      'm365.mailbox': 1200,
    })
  })
})

describe('signing in with a certificate', () => {
  const { pkcs8, publicKey } = simulatorKeyPair()
  const certificate = selfSignedCertificate(pkcs8, publicKey)
  const stored = { kind: 'certificate', fields: { clientId, certificate }, secrets: { privateKey: secret(pkcs8) } }

  it('signs an assertion for the token endpoint of the cloud, and names the certificate', async () => {
    const graph = fakeGraph()
    await openFake(graph, { stored })
    const token = parseJsonWebToken(formOf(graph).get('client_assertion') ?? '')
    expect(token && isSignedBy(token, publicKey, ['PS256'])).toBe(true)
    expect(token?.header).toMatchObject({
      alg: 'PS256',
      'x5t#S256': createHash('sha256').update(new X509Certificate(certificate).raw).digest('base64url'),
    })
    expect(token?.claims).toMatchObject({
      aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      iss: clientId,
      sub: clientId,
    })
  })

  it('says when the certificate ends, and of a secret nothing', async () => {
    const session = await openFake(fakeGraph(), { stored })
    expect(session.expiresAt).toEqual(new X509Certificate(certificate).validToDate)
    expect((await openFake(fakeGraph())).expiresAt).toBeUndefined()
  })

  it('refuses a key that is not the one of the certificate', async () => {
    const other = selfSignedCertificate(pkcs8, publicKey).replace(/\n[^\n]{4}/, '\nAAAA')
    const attempt = openFake(fakeGraph(), { stored: { ...stored, fields: { clientId, certificate: other } } })
    await expect(attempt).rejects.toMatchObject({ code: 'config', field: expect.stringMatching(/^credentials\./) })
  })

  it('[F37] signs in with a clock that is an hour off, by the clock of Microsoft', async () => {
    const start = new Date('2026-01-01T01:00:00Z')
    const graph = fakeGraph(({ url, body }) => {
      if (url.pathname.endsWith('/openid-configuration')) return { body: {} }
      const token = parseJsonWebToken(new URLSearchParams(body).get('client_assertion') ?? '')
      if (!token) return undefined
      // Microsoft's clock stands at the beginning of 2026.
      const early = Number(token.claims['nbf']) > Date.parse('2026-01-01T00:00:00Z') / 1000 + 300
      return early ? { status: 401, body: { error: 'invalid_client', error_codes: [700024] } } : undefined
    })
    const session = await openFake(graph, { stored, clock: createFakeClock({ start }) })
    expect(session.tenant.id).toBe(tenantId)
  })
})

describe('signing in with a federated credential', () => {
  const kind = 'federated-credential'

  it('hands on the token of the other identity provider, from the credentials, a file or a function', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'm365-sign-in-'))
    const assertionFile = join(folder, 'token')
    await writeFile(assertionFile, 'from-file\n')
    const given = fakeGraph()
    await openFake(given, { stored: { kind, fields: { clientId }, secrets: { assertion: secret('given') } } })
    const read = fakeGraph()
    await openFake(read, { stored: { kind, fields: { clientId, assertionFile }, secrets: {} } })
    const made = fakeGraph()
    await openFake(made, { stored: { kind, fields: { clientId }, secrets: {} } }, { assertion: async () => 'made' })
    await rm(folder, { recursive: true })
    expect([given, read, made].map((graph) => formOf(graph).get('client_assertion'))).toEqual([
      'given',
      'from-file',
      'made',
    ])
  })

  it('names the file that cannot be read', async () => {
    const stored = { kind, fields: { clientId, assertionFile: '/nowhere/token' }, secrets: {} }
    await expect(openFake(fakeGraph(), { stored })).rejects.toMatchObject({ field: 'credentials.assertionFile' })
  })
})

it('a token that Graph no longer accepts is renewed once, then the scan ends', async () => {
  const graph = fakeGraph(
    withRoles(['Organization.Read.All'], () => ({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken', message: '' } },
    })),
  )
  await expect(openFake(graph)).rejects.toThrow(CredentialError)
  expect(graph.requests.filter(({ url }) => url.pathname.endsWith('/token'))).toHaveLength(2)
})
