import { afterEach, describe, expect, it } from 'vitest'
import { createGithubSimulator, type RunningGithubSimulator } from '../create-github-simulator.ts'
import type { GithubSimulatorOptions } from '../options.ts'
import { signIn } from './client.ts'

const now = Date.UTC(2026, 5, 1, 12)
const running: RunningGithubSimulator[] = []

async function start(options: GithubSimulatorOptions): Promise<RunningGithubSimulator> {
  const simulator = await createGithubSimulator({ organizations: [{ repositories: 150 }], now: () => now, ...options })
  running.push(simulator)
  return simulator
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()))
})

describe('the primary limit', () => {
  it.each([
    ['pat-classic', 'enterprise', '5000'],
    ['pat-fine-grained', 'enterprise', '5000'],
    ['github-app', 'enterprise', '15000'],
    // 5,000 and 50 more for each repository above twenty.
    ['github-app', 'team', '11500'],
  ] as const)('of %s with the plan %s is %s requests an hour', async (kind, plan, limit) => {
    const simulator = await start({ plan })
    const permissions = kind === 'pat-classic' ? ['repo'] : ['metadata:read']
    const { get } = await signIn(simulator, kind, permissions, now)
    const { headers } = await get('/orgs/acme')
    expect(headers.get('x-ratelimit-limit')).toBe(limit)
    expect(headers.get('x-ratelimit-used')).toBe('1')
    expect(headers.get('x-ratelimit-reset')).toBe(String(now / 1000 + 3600))
    expect(headers.get('date')).toBe(new Date(now).toUTCString())
  })

  it('[F05] refuses when it is used up, and counts anew after its reset', async () => {
    const simulator = await start({ limits: { core: 3 } })
    const { get } = await signIn(simulator, 'pat-classic', ['repo'])
    for (let at = 0; at < 3; at++) expect((await get('/orgs/acme')).status).toBe(200)
    const refused = await get('/orgs/acme')
    expect(refused.status).toBe(403)
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(refused.headers.get('retry-after')).toBeNull()
    expect(refused.body).toMatchObject({ message: expect.stringContaining('API rate limit exceeded for user ID') })
    expect((await get('/rate_limit')).body).toMatchObject({ resources: { core: { limit: 3, used: 3, remaining: 0 } } })
    simulator.advance(3_601_000)
    expect((await get('/orgs/acme')).headers.get('x-ratelimit-used')).toBe('1')
    expect(simulator.usage()).toEqual([{ bucket: 'core', requests: 6, charged: 4, notModified: 0, refused: 1 }])
  })

  it('[F05] can be set to begin near its end, and refuse with 429', async () => {
    const simulator = await start({ limits: { refusalStatus: 429 } })
    const { get, integration } = await signIn(simulator, 'pat-classic', ['repo'])
    simulator.setRemaining({ credentials: integration.credentials, resource: 'core', remaining: 1 })
    expect((await get('/orgs/acme')).status).toBe(200)
    expect((await get('/orgs/acme')).status).toBe(429)
  })

  it('[F06] of GraphQL is told in the body of an answer with status 200', async () => {
    const simulator = await start({ limits: { graphql: 2 } })
    const { graphql } = await signIn(simulator, 'pat-classic', ['repo'])
    for (let at = 0; at < 2; at++) expect((await graphql('{ viewer { login } }')).body).toHaveProperty('data')
    const refused = await graphql('{ viewer { login } }')
    expect(refused.status).toBe(200)
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(refused.headers.get('x-ratelimit-resource')).toBe('graphql')
    expect(refused.body).toEqual({ errors: [{ type: 'RATE_LIMITED', message: expect.stringContaining('exceeded') }] })
  })
})

describe('the secondary limits', () => {
  it.each([true, false])(
    '[F04] refuse more points than a minute has, telling when to come back: %s',
    async (retryAfter) => {
      const simulator = await start({ limits: { restPointsPerMinute: 5, retryAfter } })
      const { get } = await signIn(simulator, 'pat-classic', ['repo'])
      for (let at = 0; at < 5; at++) expect((await get('/orgs/acme')).status).toBe(200)
      const refused = await get('/orgs/acme')
      expect(refused.status).toBe(403)
      expect(refused.headers.get('retry-after')).toBe(retryAfter ? '60' : null)
      expect(refused.headers.get('x-ratelimit-remaining')).not.toBe('0')
      expect(refused.body).toMatchObject({ message: expect.stringContaining('secondary rate limit') })
      simulator.advance(60_000)
      expect((await get('/orgs/acme')).status).toBe(200)
    },
  )

  it('[F04] refuse more requests at once than allowed', async () => {
    const simulator = await start({ limits: { concurrency: 2 }, latencyMs: 60 })
    const { get } = await signIn(simulator, 'pat-classic', ['repo'])
    const answers = await Promise.all([1, 2, 3, 4].map(() => get('/orgs/acme')))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 403, 403])
    expect((await get('/orgs/acme')).status).toBe(200)
  })

  it('count writing as five points', async () => {
    const simulator = await start({ limits: { restPointsPerMinute: 9 } })
    const integration = simulator.integration({ authKind: 'github-app', permissions: ['metadata:read'] })
    const { appAssertion } = await import('./client.ts')
    const headers = { authorization: `Bearer ${appAssertion(integration, now)}`, 'user-agent': 'test' }
    const url = `${simulator.url}/app/installations/${integration.credentials['installationId']}/access_tokens`
    const statuses = [await fetch(url, { method: 'POST', headers }), await fetch(url, { method: 'POST', headers })]
    expect(statuses.map(({ status }) => status)).toEqual([201, 403])
  })
})

describe('a validator', () => {
  it('stays while the content stays, and asking with it is free', async () => {
    const simulator = await start({})
    const { get } = await signIn(simulator, 'pat-classic', ['repo'])
    const first = await get('/orgs/acme/repos?per_page=50')
    const etag = first.headers.get('etag') ?? ''
    // A change somewhere else leaves this page as it is.
    simulator.change({ kind: 'change-visibility', repository: '.github', visibility: 'private' })
    const second = await get('/orgs/acme/repos?per_page=50', { 'if-none-match': etag })
    expect(second.status).toBe(304)
    expect(second.body).toBeUndefined()
    expect(second.headers.get('etag')).toBe(etag)
    expect(second.headers.get('link')).toBe(first.headers.get('link'))
    expect(second.headers.get('x-ratelimit-used')).toBe('1')
    expect(simulator.usage()).toEqual([{ bucket: 'core', requests: 2, charged: 1, notModified: 1, refused: 0 }])
    const last = simulator.world.places[0]?.organization.repositories.get(149)?.name ?? ''
    simulator.change({ kind: 'change-visibility', repository: last, visibility: 'internal' })
    const third = await get('/orgs/acme/repos?per_page=50', { 'if-none-match': etag })
    expect(third.status).toBe(200)
    expect(third.headers.get('etag')).not.toBe(etag)
  })

  it('is weak for clients that take compressed answers, and the same otherwise', async () => {
    const simulator = await start({})
    const { get } = await signIn(simulator, 'pat-classic', ['repo'])
    const strong = (await get('/orgs/acme', { 'accept-encoding': 'identity' })).headers.get('etag') ?? ''
    const weak = (await get('/orgs/acme', { 'accept-encoding': 'gzip' })).headers.get('etag') ?? ''
    expect(strong).toMatch(/^"[0-9a-f]+"$/)
    expect(weak).toBe(`W/${strong}`)
    expect((await get('/orgs/acme', { 'if-none-match': weak })).status).toBe(304)
  })

  it('is not given with errors', async () => {
    const simulator = await start({})
    const { get } = await signIn(simulator, 'pat-classic', ['repo'])
    const missing = await get('/repos/acme/nothing/hooks')
    expect(missing.status).toBe(404)
    expect(missing.headers.get('etag')).toBeNull()
    expect(missing.headers.get('x-ratelimit-used')).toBe('1')
  })
})
