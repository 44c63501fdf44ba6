import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGithubSimulator, type RunningGithubSimulator } from '../create-github-simulator.ts'
import { routePermissions } from '../rest/route-permissions.ts'
import { restRoutes } from '../rest/routes.ts'
import { smallWorld } from '../worlds.ts'
import { appAssertion, signIn } from './client.ts'

let simulator: RunningGithubSimulator
beforeAll(async () => {
  simulator = await createGithubSimulator({ organizations: smallWorld, limits: 'off' })
})
afterAll(() => simulator.close())

function pathOf(route: string): string {
  const [place] = simulator.world.places
  const repository = [...(place?.organization.repositories.all() ?? [])].find((one) => one.visibility === 'private')
  return (route.split(' ')[1] ?? '')
    .replace('{org}', 'acme')
    .replace('{owner}', 'acme')
    .replace('{repo}', repository?.name ?? '')
    .replace('{branch}', repository?.defaultBranch ?? '')
    .replace('{role_id}', '138')
    .replace('{team_slug}', place?.organization.teams.get(0)?.slug ?? '')
    .replace('{ruleset_id}', String(place?.organization.rulesets.get(0)?.id))
}

const aboutPlaces = restRoutes
  .filter(({ about }) => about === 'organization' || about === 'repository')
  .map(({ route }) => route)

describe('every route', () => {
  it('has an entry in the table of permissions, and the table no other', () => {
    expect(Object.keys(routePermissions).sort()).toEqual(restRoutes.map(({ route }) => route).sort())
  })

  it.each(['github-app', 'pat-fine-grained'] as const)('takes what the table says, signed in with %s', async (kind) => {
    for (const route of aboutPlaces) {
      const permission = routePermissions[route]
      const needed = (kind === 'pat-fine-grained' ? permission?.fineGrained : undefined) ?? permission?.app ?? []
      const nothing = await signIn(simulator, kind, [])
      const answer = await nothing.get(pathOf(route))
      if (needed !== 'never' && needed.length === 0) {
        expect(answer.status, route).not.toBe(403)
        continue
      }
      expect(answer.status, route).toBe(403)
      const message =
        kind === 'github-app'
          ? 'Resource not accessible by integration'
          : 'Resource not accessible by personal access token'
      expect(answer.body, route).toMatchObject({ message })
      if (needed === 'never') continue
      const accepted = needed.map((all) => all.map((one) => one.replace(':', '=')).join(',')).join('; ')
      expect(answer.headers.get('x-accepted-github-permissions'), route).toBe(accepted)
      for (const alternative of needed) {
        const enough = await signIn(simulator, kind, alternative)
        const allowed = await enough.get(pathOf(route))
        expect(JSON.stringify(allowed.body) ?? '', route).not.toContain('not accessible')
      }
    }
  })

  it('takes what the table says, signed in with a classic token', async () => {
    const nothing = await signIn(simulator, 'pat-classic', [])
    for (const route of aboutPlaces) {
      const permission = routePermissions[route]
      const answer = await nothing.get(pathOf(route))
      if (permission?.classic !== 'never' && permission?.classic.length === 0) {
        expect(answer.status, route).toBe(200)
        continue
      }
      // Private repositories are out of sight altogether.
      const hidden = route.includes('/repos/{owner}') ? 404 : (permission?.classicDenial?.status ?? 404)
      expect(answer.status, route).toBe(hidden)
      expect(answer.headers.get('x-oauth-scopes'), route).toBe('')
    }
  })
})

describe('a classic token', () => {
  it('tells its scopes, and those that a route accepts', async () => {
    const { get } = await signIn(simulator, 'pat-classic', ['repo', 'read:org'])
    const { status, headers } = await get('/orgs/acme/hooks')
    expect(status).toBe(404)
    expect(headers.get('x-oauth-scopes')).toBe('repo, read:org')
    expect(headers.get('x-accepted-oauth-scopes')).toBe('admin:org_hook')
    const keys = await get('/repos/acme/.github/keys')
    expect(keys.headers.get('x-accepted-oauth-scopes')).toBe('public_repo, repo')
  })

  it('sees only what is public without the scope repo', async () => {
    const { get } = await signIn(simulator, 'pat-classic', ['read:org'])
    const repositories = (await get('/orgs/acme/repos?per_page=100')).body as { visibility: string }[]
    expect(new Set(repositories.map(({ visibility }) => visibility))).toEqual(new Set(['public']))
  })

  it('sees the settings of an organisation only with admin:org', async () => {
    const little = await signIn(simulator, 'pat-classic', ['read:org'])
    const much = await signIn(simulator, 'pat-classic', ['admin:org'])
    expect((await little.get('/orgs/acme')).body).not.toHaveProperty('two_factor_requirement_enabled')
    expect((await much.get('/orgs/acme')).body).toHaveProperty('two_factor_requirement_enabled')
    expect((await little.get('/orgs/acme/members?filter=2fa_disabled')).status).toBe(200)
    const nothing = await signIn(simulator, 'pat-classic', [])
    expect((await nothing.get('/orgs/acme/members?filter=2fa_disabled')).status).toBe(422)
  })
})

describe('who may bypass a ruleset', () => {
  it.each([
    [['metadata:read'], false],
    [['metadata:read', 'administration:read', 'organization_administration:read'], false],
    [['metadata:read', 'organization_administration:write'], true],
  ] as const)('is seen only by those who may change it: with %j %s', async (permissions, seen) => {
    const { get, graphql } = await signIn(simulator, 'github-app', permissions)
    const repository = [...(simulator.world.places[0]?.organization.repositories.all() ?? [])].find(({ name }) =>
      name.startsWith('payments-'),
    )
    const id = simulator.world.places[0]?.organization.rulesets.get(0)?.id
    const answer = await get(`/repos/acme/${repository?.name}/rulesets/${id}`)
    expect(answer.status).toBe(200)
    expect(Object.hasOwn(answer.body as object, 'bypass_actors')).toBe(seen)
    const query = await graphql(
      `{ repository(owner: "acme", name: "${repository?.name}") { ruleset(databaseId: ${id}) { name bypassActors(first: 5) { nodes { organizationAdmin } } } } }`,
    )
    const bypassActors = seen ? { nodes: [{ organizationAdmin: true }] } : null
    expect(query.body).toEqual({ data: { repository: { ruleset: { name: 'money moves', bypassActors } } } })
  })
})

describe('an app', () => {
  it('gets tokens for an hour, and no others than it was granted', async () => {
    const now = Date.UTC(2026, 0, 1)
    const timed = await createGithubSimulator({ organizations: [{ repositories: 3 }], now: () => now })
    const integration = timed.integration({ authKind: 'github-app', permissions: ['members:read', 'metadata:read'] })
    const url = `${timed.url}/app/installations/${integration.credentials['installationId']}/access_tokens`
    const headers = { authorization: `Bearer ${appAssertion(integration, now)}`, 'user-agent': 'test' }
    const issue = async (body?: object) =>
      fetch(url, { method: 'POST', headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    const answer = await issue({ permissions: { metadata: 'read' } })
    expect(answer.status).toBe(201)
    const issued = (await answer.json()) as { token: string; expires_at: string; permissions: object }
    expect(issued).toMatchObject({ expires_at: '2026-01-01T01:00:00Z', permissions: { metadata: 'read' } })
    expect((await issue({ permissions: { members: 'write' } })).status).toBe(422)
    const ask = async (path: string) =>
      (await fetch(timed.url + path, { headers: { authorization: `Bearer ${issued.token}`, 'user-agent': 'test' } }))
        .status
    expect(await ask('/orgs/acme/repos')).toBe(200)
    expect(await ask('/orgs/acme/members')).toBe(403)
    timed.advance(3_600_001)
    expect(await ask('/orgs/acme/repos')).toBe(401)
    await timed.close()
  })

  it('is refused while its installation is suspended', async () => {
    const { get, graphql, integration } = await signIn(simulator, 'github-app', ['metadata:read'])
    simulator.suspend(integration.credentials, true)
    const refused = { message: 'This installation has been suspended' }
    expect(await get('/orgs/acme')).toMatchObject({ status: 403, body: refused })
    expect(await graphql('{ viewer { login } }')).toMatchObject({ status: 403, body: refused })
    simulator.suspend(integration.credentials, false)
    expect((await get('/orgs/acme')).status).toBe(200)
  })

  it('cannot see what is private in another organisation', async () => {
    const { get } = await signIn(simulator, 'github-app', ['metadata:read', 'members:read', 'administration:read'])
    const own = (await get('/orgs/acme/repos?per_page=100')).body as { private: boolean }[]
    const other = (await get('/orgs/acme-labs/repos?per_page=100')).body as { private: boolean }[]
    expect(own.some((one) => one.private)).toBe(true)
    expect(other.some((one) => one.private)).toBe(false)
    expect((await get('/orgs/acme-labs/teams')).status).toBe(403)
  })
})

describe('credentials', () => {
  it('[F22] are refused once they were revoked', async () => {
    const world = await createGithubSimulator({ organizations: [{ repositories: 3 }] })
    const token = await signIn(world, 'pat-classic', ['repo'])
    const app = world.integration({ authKind: 'github-app', permissions: ['metadata:read'] })
    world.revokeCredentials()
    const answer = await token.get('/orgs/acme')
    expect([answer.status, answer.body]).toEqual([401, expect.objectContaining({ message: 'Bad credentials' })])
    const headers = { authorization: `Bearer ${appAssertion(app, Date.now())}`, 'user-agent': 'test' }
    const url = `${world.url}/app/installations/${app.credentials['installationId']}/access_tokens`
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(401)
    expect((await token.graphql('{ viewer { login } }')).status).toBe(401)
    await world.close()
  })

  it('can be given other permissions while they are in use', async () => {
    const { get, integration } = await signIn(simulator, 'github-app', ['members:read'])
    expect((await get('/orgs/acme/members')).status).toBe(200)
    simulator.setPermissions(integration.credentials, ['metadata:read'])
    expect((await get('/orgs/acme/members')).status).toBe(403)
  })

  it('tell which strings of theirs are secret', async () => {
    const { integration, token } = await signIn(simulator, 'github-app', ['metadata:read'])
    expect(integration.secrets.some((secret) => token.includes(secret))).toBe(true)
    expect(integration.secrets.some((secret) => integration.credentials['privateKey']?.includes(secret))).toBe(true)
    const { get } = await signIn(simulator, 'pat-classic', ['repo'])
    const alerts = JSON.stringify((await get('/orgs/acme/secret-scanning/alerts')).body)
    expect(integration.secrets.some((secret) => alerts.includes(secret))).toBe(true)
    const masked = JSON.stringify((await get('/orgs/acme/secret-scanning/alerts?hide_secret=true')).body)
    expect(integration.secrets.some((secret) => masked.includes(secret))).toBe(false)
  })
})

describe('a request', () => {
  it('to a route that does not exist gets 404 and leaves no route in the record', async () => {
    const { get } = await signIn(simulator, 'pat-classic', ['repo'])
    simulator.clearRequests()
    expect((await get('/orgs/acme/nothing?x=1')).status).toBe(404)
    expect(simulator.requests).toEqual([
      { method: 'GET', path: '/orgs/acme/nothing?x=1', status: 404, authorized: true },
    ])
  })

  it('without credentials gets no further than what is open to all', async () => {
    const headers = { 'user-agent': 'test' }
    expect((await fetch(`${simulator.url}/meta`, { headers })).status).toBe(200)
    expect((await fetch(`${simulator.url}/rate_limit`, { headers })).status).toBe(200)
    expect((await fetch(`${simulator.url}/orgs/acme`, { headers })).status).toBe(401)
  })
})
