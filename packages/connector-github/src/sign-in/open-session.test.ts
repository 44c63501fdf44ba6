import { generateKeyPairSync } from 'node:crypto'
import { ConfigError, CredentialError, secret } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { acme, type FakeHandler, fakeGithub, openContext, openFake } from '../../tests/fake-github.ts'
import { openSession } from './open-session.ts'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
const app = {
  kind: 'github-app',
  fields: { appId: '12', installationId: '34' },
  secrets: { privateKey: secret(pem) },
} as unknown as NonNullable<Parameters<typeof openFake>[1]>['stored'] & object
const installation = {
  account: { login: 'acme' },
  permissions: { members: 'read', contents: 'write' },
  suspended_at: null,
}

/** Answers the organisation with these headers. */
function withHeaders(headers: Record<string, string>): FakeHandler {
  return ({ url }) => (url.pathname === '/orgs/acme' ? { body: acme, headers } : undefined)
}

/** Answers an app, and the organisation to its token. */
function withApp(answer: object = installation): FakeHandler {
  return ({ url, headers }) => {
    if (url.pathname === '/app/installations/34') return { body: answer }
    if (url.pathname === '/app/installations/34/access_tokens') {
      return { status: 201, body: { token: `ghs_${'t'.repeat(36)}`, expires_at: '2026-01-01T01:00:00Z' } }
    }
    if (url.pathname !== '/orgs/acme') return undefined
    return headers['authorization']?.endsWith('t') ? { body: acme } : { status: 401, body: {} }
  }
}

describe('signing in with a classic token', () => {
  it('takes one request per organisation and names the tenant after the first', async () => {
    const github = fakeGithub(({ url }) =>
      url.pathname === '/orgs/acme-labs' ? { body: { ...acme, node_id: 'O_2', login: 'acme-labs' } } : undefined,
    )
    const config = { organizations: ['acme', 'acme-labs'], baseUrl: 'https://api.github.com' }
    const session = await openSession(openContext(github, { config }))
    expect(github.requests).toHaveLength(2)
    expect(session.tenant).toEqual({ id: 'O_1', name: 'acme', url: 'https://github.com/acme' })
    expect(session.organizations.map(({ id }) => id)).toEqual(['O_1', 'O_2'])
  })

  it('tells what was granted, included scopes spelled out, and when the token ends', async () => {
    const session = await openFake(
      withHeaders({
        'x-oauth-scopes': 'admin:org, repo',
        'github-authentication-token-expiration': '2026-03-01 00:00:00 UTC',
      }),
    )
    expect(session.granted).toContain('read:org')
    expect(session.expiresAt).toEqual(new Date('2026-03-01T00:00:00Z'))
    expect(session.features).toEqual(new Set(['github.com', 'plan-enterprise']))
  })

  it('refuses a token without scopes, naming the field', async () => {
    const attempt = openFake(withHeaders({ 'x-oauth-scopes': '' }))
    await expect(attempt).rejects.toThrow(CredentialError)
    await expect(attempt).rejects.toThrow(/credentials\.token: the token has no scopes/)
  })

  it('says which organisation is not there', async () => {
    const attempt = openFake(({ url }) => (url.pathname === '/orgs/acme' ? { status: 404 } : undefined))
    await expect(attempt).rejects.toThrow(ConfigError)
    await expect(attempt).rejects.toMatchObject({
      field: 'config.organizations.0',
      message: expect.stringContaining('"acme"'),
    })
  })

  it('refuses a token that GitHub does not accept, without repeating it', async () => {
    const attempt = openFake(() => ({ status: 401, body: { message: 'Bad credentials' } }))
    await expect(attempt).rejects.toThrow(CredentialError)
    await expect(attempt).rejects.not.toThrow(/ghp_/)
  })

  it('knows GitHub Enterprise Server by its header', async () => {
    const session = await openFake(withHeaders({ 'x-github-enterprise-version': 'enterprise-server@3.17.2' }))
    expect(session.features).toContain('github-enterprise-server-3.17')
    expect(session.features).not.toContain('github.com')
  })
})

describe('signing in with a fine-grained token', () => {
  it('does not pretend to know what was granted', async () => {
    const stored = { kind: 'pat-fine-grained', fields: {}, secrets: { token: secret(`github_pat_${'a'.repeat(82)}`) } }
    const session = await openFake(withHeaders({ 'x-oauth-scopes': '' }), { stored })
    expect(session.granted).toBe('unknown')
  })
})

describe('signing in as a GitHub App', () => {
  it('reads the installation, then uses a token of it', async () => {
    const github = fakeGithub(withApp())
    const session = await openSession(openContext(github, { stored: app }))
    expect(session.granted).toEqual(new Set(['members:read', 'contents:write', 'contents:read']))
    expect(github.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'GET /app/installations/34',
      'POST /app/installations/34/access_tokens',
      'GET /orgs/acme',
    ])
    expect(session.expiresAt).toBeUndefined()
  })

  it('refuses organisations that the installation does not serve', async () => {
    const attempt = openFake(withApp({ ...installation, account: { login: 'other' } }), { stored: app })
    await expect(attempt).rejects.toMatchObject({ code: 'config', field: 'config.organizations.0' })
  })

  it('refuses an installation that is suspended', async () => {
    const attempt = openFake(withApp({ ...installation, suspended_at: '2025-01-01T00:00:00Z' }), { stored: app })
    await expect(attempt).rejects.toThrow(/suspended/)
  })

  it('names the installation id where there is no such installation', async () => {
    const attempt = openFake(() => ({ status: 404, body: { message: 'Not Found' } }), { stored: app })
    await expect(attempt).rejects.toMatchObject({
      code: 'credential',
      message: expect.stringMatching(/credentials\.installationId: the app is not installed there any more/),
    })
  })

  it('names key and app id where GitHub refuses the signature', async () => {
    const attempt = openFake(({ url }) => (url.pathname === '/rate_limit' ? {} : { status: 401, body: {} }), {
      stored: app,
    })
    await expect(attempt).rejects.toThrow(/credentials\.privateKey belongs to credentials\.appId/)
  })

  it('[F37] signs in with a clock that is an hour off, by the clock of GitHub', async () => {
    // GitHub's clock stands at the beginning of 2026; ours is an hour ahead.
    const clock = createFakeClock({ start: new Date('2026-01-01T01:00:00Z') })
    const handler: FakeHandler = (request) => {
      if (request.url.pathname === '/rate_limit') return {}
      const jwt = request.headers['authorization']?.split(' ')[1] ?? ''
      if (!jwt.includes('.')) return withApp()(request)
      const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as { exp: number }
      const tooFar = claims.exp - Date.parse('2026-01-01T00:00:00Z') / 1000 > 600
      return tooFar
        ? { status: 401, body: { message: "'Expiration time' claim ('exp') is too far in the future" } }
        : withApp()(request)
    }
    const session = await openFake(handler, { stored: app, clock })
    expect(session.tenant.name).toBe('acme')
  })
})

describe('what can be told without listing', () => {
  it('are the quotas', async () => {
    const session = await openFake(({ url }) =>
      url.pathname === '/rate_limit'
        ? { body: { resources: { core: { limit: 5000, remaining: 4900, reset: 1767229200 }, search: {} } } }
        : undefined,
    )
    expect(await session.quotas?.(new AbortController().signal)).toEqual([
      { bucket: 'core', limit: 5000, remaining: 4900, windowSeconds: 3600, resetAt: new Date(1767229200_000) },
    ])
  })

  it('are sizes, added up over the organisations, with one query for each', async () => {
    const github = fakeGithub(({ url }) =>
      url.pathname === '/graphql'
        ? {
            body: {
              data: {
                organization: {
                  repositories: { totalCount: 10 },
                  membersWithRole: { totalCount: 4 },
                  teams: { totalCount: 2 },
                },
              },
            },
          }
        : url.pathname === '/orgs/acme-labs'
          ? { body: { ...acme, node_id: 'O_2', login: 'acme-labs' } }
          : undefined,
    )
    const config = { organizations: ['acme', 'acme-labs'], baseUrl: 'https://api.github.com' }
    const session = await openSession(openContext(github, { config }))
    expect(await session.sizes?.(new AbortController().signal)).toMatchObject({
      'github.repository': 20,
      'github.member': 8,
      'github.organization': 2,
    })
    expect(github.requests).toHaveLength(4)
  })
})
