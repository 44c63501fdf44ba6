import { createSign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GithubAuthKind } from '../../access/grant.ts'
import { createGithubSimulator, type RunningGithubSimulator } from '../../create-github-simulator.ts'
import { smallWorld } from '../../worlds.ts'
import { restRoutes } from '../routes.ts'
import { ResponseValidator } from './response-validator.ts'

const everything: Readonly<Record<GithubAuthKind, readonly string[]>> = {
  'pat-classic': ['repo', 'admin:org', 'admin:org_hook', 'read:audit_log', 'user'],
  'pat-fine-grained': [
    'metadata',
    'administration',
    'repository_hooks',
    'actions',
    'vulnerability_alerts',
    'security_events',
    'secret_scanning_alerts',
    'members',
    'organization_administration',
    'organization_hooks',
    'organization_secrets',
    'organization_self_hosted_runners',
    'organization_custom_org_roles',
    'organization_custom_properties',
    'organization_plan',
    'contents',
  ].map((name) => (name === 'organization_plan' ? `${name}:read` : `${name}:write`)),
  'github-app': [
    'metadata',
    'administration',
    'repository_hooks',
    'actions',
    'vulnerability_alerts',
    'security_events',
    'secret_scanning_alerts',
    'members',
    'organization_administration',
    'organization_hooks',
    'organization_secrets',
    'organization_self_hosted_runners',
    'organization_custom_org_roles',
    'organization_custom_properties',
    'organization_plan',
    'organization_personal_access_tokens',
    'contents',
  ].map((name) => (name === 'organization_plan' ? `${name}:read` : `${name}:write`)),
}

let simulator: RunningGithubSimulator
let validator: ResponseValidator
/** Route and status → how often it was seen. */
const seen = new Map<string, number>()

beforeAll(async () => {
  simulator = await createGithubSimulator({ organizations: smallWorld, limits: 'off' })
  validator = new ResponseValidator()
})
afterAll(() => simulator.close())

async function ask(path: string, authorization: string, method = 'GET'): Promise<string[]> {
  simulator.clearRequests()
  const answer = await fetch(simulator.url + path, { method, headers: { authorization, 'user-agent': 'test' } })
  const text = await answer.text()
  const route = simulator.requests[0]?.route
  if (route === undefined) return [`no route for ${path}`]
  seen.set(`${route} ${answer.status}`, (seen.get(`${route} ${answer.status}`) ?? 0) + 1)
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  return validator.problems(route, answer.status, body).map((problem) => `${path} ${answer.status}: ${problem}`)
}

function appToken(): { readonly jwt: string; readonly installationId: string } {
  const { credentials } = simulator.integration({ authKind: 'github-app', permissions: everything['github-app'] })
  const now = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256' })}.${part({ iss: credentials['appId'], iat: now - 60, exp: now + 500 })}`
  const signature = createSign('RSA-SHA256')
    .update(text)
    .sign(credentials['privateKey'] ?? '', 'base64url')
  return { jwt: `Bearer ${text}.${signature}`, installationId: credentials['installationId'] ?? '' }
}

async function tokenOf(kind: GithubAuthKind): Promise<string> {
  if (kind !== 'github-app') {
    return `Bearer ${simulator.integration({ authKind: kind, permissions: everything[kind] }).credentials['token']}`
  }
  const { jwt, installationId } = appToken()
  const answer = await fetch(`${simulator.url}/app/installations/${installationId}/access_tokens`, {
    method: 'POST',
    headers: { authorization: jwt, 'user-agent': 'test' },
  })
  return `Bearer ${((await answer.json()) as { token: string }).token}`
}

/** Paths for every route, for several repositories of each organisation. */
function pathsFor(repositoryCount: number): string[] {
  const paths: string[] = []
  for (const { organization, parts } of simulator.world.places) {
    const { login } = organization
    const role = 138
    const team = organization.teams.get(0)?.slug ?? ''
    const repositories = organization.repositories.slice(0, repositoryCount)
    for (const { route, about } of restRoutes) {
      const [method, path = ''] = route.split(' ')
      if (method !== 'GET' || about === 'app') continue
      const forOrganization = path
        .replace('{org}', login)
        .replace('{role_id}', String(role))
        .replace('{team_slug}', team)
        .replace('{ruleset_id}', String(organization.rulesets.get(0)?.id))
      if (about !== 'repository') {
        paths.push(forOrganization)
        continue
      }
      for (const repository of repositories) {
        const ruleset = parts.allRulesets(repository)[0]?.ruleset.id ?? 1
        paths.push(
          path
            .replace('{owner}', login)
            .replace('{repo}', repository.name)
            .replace('{branch}', repository.defaultBranch)
            .replace('{ruleset_id}', String(ruleset)),
        )
      }
    }
  }
  return paths
}

describe('every answer of the REST API', () => {
  it.each(['pat-classic', 'pat-fine-grained', 'github-app'] as const)(
    'is as GitHub describes it, signed in with %s',
    async (kind) => {
      const token = await tokenOf(kind)
      const problems: string[] = []
      for (const path of pathsFor(kind === 'pat-classic' ? 25 : 6)) problems.push(...(await ask(path, token)))
      expect([...new Set(problems)].slice(0, 10)).toEqual([])
    },
    60_000,
  )

  it('is as GitHub describes it, without any permission', async () => {
    const { credentials } = simulator.integration({ authKind: 'pat-classic', permissions: [] })
    const problems: string[] = []
    for (const path of pathsFor(4)) problems.push(...(await ask(path, `token ${credentials['token']}`)))
    expect([...new Set(problems)].slice(0, 10)).toEqual([])
  })

  it('is as GitHub describes it, for an app that signs in as itself', async () => {
    const { jwt, installationId } = appToken()
    const problems = [
      ...(await ask('/app', jwt)),
      ...(await ask('/app/installations', jwt)),
      ...(await ask(`/app/installations/${installationId}`, jwt)),
      ...(await ask('/app/installations/1', jwt)),
      ...(await ask('/orgs/acme/installation', jwt)),
      ...(await ask(`/app/installations/${installationId}/access_tokens`, jwt, 'POST')),
      ...(await ask(`/app/installations/${installationId}`, jwt, 'DELETE')),
    ]
    expect(problems).toEqual([])
  })

  it('was seen for every route', () => {
    const successful = new Set([...seen.keys()].filter((key) => / 20\d$/.test(key)).map((key) => key.slice(0, -4)))
    expect(restRoutes.map(({ route }) => route).filter((route) => !successful.has(route))).toEqual([])
  })
})
