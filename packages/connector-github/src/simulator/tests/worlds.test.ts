import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Simulator } from '@opencasb/testkit'
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import { createGithubSimulator, type RunningGithubSimulator } from '../create-github-simulator.ts'
import { type GithubSimulatorStart, githubSimulator } from '../github-simulator.ts'
import type { Repository } from '../world/repository.ts'
import { demoWorld, smallWorld } from '../worlds.ts'
import { signIn } from './client.ts'

const running: RunningGithubSimulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()))
})

describe('githubSimulator', () => {
  it('has the shape that the conformance suite starts', () => {
    expectTypeOf<GithubSimulatorStart>().toExtend<Simulator>()
    const shape: Simulator = githubSimulator
    expect(shape.start).toBeTypeOf('function')
  })

  it.each(['empty', 'small', 'large'] as const)('starts the world %s without limits', async (world) => {
    const simulator = await githubSimulator.start({ world })
    running.push(simulator)
    const { get, integration } = await signIn(simulator, 'pat-classic', ['repo'])
    const repositories = await get('/orgs/acme/repos?per_page=100')
    expect(repositories.status).toBe(200)
    expect(repositories.body).toHaveLength(world === 'empty' ? 0 : 100)
    expect(integration.config).toEqual({
      organizations: world === 'small' ? ['acme', 'acme-labs'] : ['acme'],
      baseUrl: simulator.url,
    })
  })

  it('hands out credentials that go through a proxy, and keeps apps to one organisation', async () => {
    const simulator = await githubSimulator.start({ world: 'small' })
    running.push(simulator)
    const { config } = simulator.integration({
      authKind: 'github-app',
      permissions: [],
      baseUrl: 'http://127.0.0.1:9/api/v3',
    })
    expect(config).toEqual({ organizations: ['acme'], baseUrl: 'http://127.0.0.1:9/api/v3' })
  })
})

describe.each([
  ['small', smallWorld],
  ['demo', demoWorld],
])('the world %s', (_, organizations) => {
  it('holds both sides of everything that is checked', async () => {
    const simulator = await createGithubSimulator({ organizations })
    running.push(simulator)
    const [place] = simulator.world.places
    if (!place) throw new Error('there is no organisation')
    const { organization, parts, access } = place
    const repositories = [...organization.repositories.all()]
    const alive = repositories.filter(({ archived }) => !archived)
    const both = (name: string, values: readonly boolean[]): void => {
      expect([name, values.includes(true), values.includes(false)]).toEqual([name, true, true])
    }
    const of = (pick: (repository: Repository) => boolean) => alive.map(pick)
    const flags = [
      'fork',
      'allowForking',
      'deleteBranchOnMerge',
      'signoffRequired',
      'dependabotAlerts',
      'advancedSecurity',
      'secretScanning',
      'pushProtection',
      'codeScanning',
      'immutableReleases',
      'securityPolicy',
      'actionsEnabled',
      'actionsShaPinningRequired',
      'workflowCanApproveReviews',
    ] as const
    for (const flag of flags)
      both(
        flag,
        of((one) => one[flag]),
      )
    both(
      'archived',
      repositories.map(({ archived }) => archived),
    )
    both(
      'stale',
      of(({ pushedAt }) => pushedAt < organization.epoch - 365 * 86_400_000),
    )
    for (const kind of ['public', 'private', 'internal'] as const)
      both(
        kind,
        of(({ visibility }) => visibility === kind),
      )
    for (const state of ['absent', 'sound', 'broken'] as const)
      both(
        state,
        of(({ codeowners }) => codeowners === state),
      )

    const rules = alive.map((one) => parts.branchProtections(one).find(({ pattern }) => pattern === one.defaultBranch))
    both(
      'protected',
      rules.map((rule) => rule !== undefined),
    )
    const present = rules.filter((rule) => rule !== undefined)
    for (const flag of [
      'enforceAdmins',
      'signatures',
      'linearHistory',
      'conversationResolution',
      'forcePushes',
      'deletions',
      'blockCreations',
    ] as const) {
      both(
        flag,
        present.map((rule) => rule[flag]),
      )
    }
    both(
      'reviews',
      present.map(({ reviews }) => reviews !== undefined),
    )
    both(
      'two approvals',
      present.map(({ reviews }) => (reviews?.approvals ?? 0) >= 2),
    )
    both(
      'bypass',
      present.map(({ reviews }) => reviews?.bypass !== undefined),
    )
    both(
      'restricted',
      present.map(({ pushRestrictions }) => pushRestrictions !== undefined),
    )

    const rulesets = alive.flatMap((one) => parts.allRulesets(one).map(({ ruleset }) => ruleset))
    for (const state of ['active', 'evaluate', 'disabled'] as const)
      both(
        state,
        rulesets.map(({ enforcement }) => enforcement === state),
      )
    for (const type of ['OrganizationAdmin', 'RepositoryRole', 'Team', 'Integration', 'DeployKey'] as const) {
      both(
        type,
        rulesets.map(({ bypassActors }) => bypassActors.some((actor) => actor.type === type)),
      )
    }
    both(
      'only by ruleset',
      alive.map((one, at) => rules[at] === undefined && parts.activeRulesets(one, one.defaultBranch).length > 0),
    )

    const hooks = alive.flatMap((one) => parts.hooks(one))
    for (const all of [hooks, [...organization.hooks.all()]])
      both(
        'secret',
        all.map(({ hasSecret }) => hasSecret),
      )
    both(
      'insecure',
      hooks.map(({ insecureSsl }) => insecureSsl),
    )
    both(
      'plain',
      hooks.map(({ url }) => url.startsWith('http:')),
    )
    const keys = alive.flatMap((one) => parts.deployKeys(one))
    both(
      'read-only',
      keys.map(({ readOnly }) => readOnly),
    )
    both(
      'verified',
      keys.map(({ verified }) => verified),
    )
    both(
      'young',
      keys.map(({ createdAt }) => createdAt > organization.epoch - 180 * 86_400_000),
    )
    const outsiders = alive.map((one) => access.outsiders(one))
    both(
      'outsiders',
      outsiders.map((list) => list.length > 0),
    )

    const members = [...organization.members.all()]
    both(
      'two-factor',
      members.map(({ twoFactor }) => twoFactor),
    )
    both(
      'outside two-factor',
      [...organization.outsideCollaborators.all()].map(({ twoFactor }) => twoFactor),
    )
    both(
      'owner',
      members.map(({ role }) => role === 'admin'),
    )
    both(
      'suspended',
      [...organization.installations.all()].map(({ suspendedAt }) => suspendedAt !== undefined),
    )
    both(
      'stale secret',
      [...organization.secrets.all()].map(({ updatedAt }) => updatedAt < organization.epoch - 365 * 86_400_000),
    )
    both(
      'public runners',
      [...organization.runnerGroups.all()].map(({ allowsPublicRepositories }) => allowsPublicRepositories),
    )
    const alerts = alive.flatMap((one) => parts.dependabotAlerts(one))
    for (const severity of ['critical', 'high', 'medium', 'low'] as const)
      both(
        severity,
        alerts.map((one) => one.severity === severity),
      )
    both(
      'open',
      alerts.map(({ state }) => state === 'open'),
    )
    both(
      'leaked',
      alive.map((one) => parts.secretScanningAlerts(one).some(({ state }) => state === 'open')),
    )
    both(
      'scanned',
      alive.map((one) => parts.codeScanningAlerts(one).some(({ state }) => state === 'open')),
    )
  })
})

describe('realistic faults', () => {
  it('are few: a bad gateway that helps itself, one refusal, one hidden list, one permission that is missing', async () => {
    const simulator = await createGithubSimulator({ organizations: demoWorld, faults: 'realistic', limits: 'off' })
    running.push(simulator)
    const { get } = await signIn(simulator, 'pat-classic', ['repo', 'admin:org', 'admin:org_hook'])
    const statuses = new Map<number, string[]>()
    for (const { name } of simulator.world.places[0]?.organization.repositories.slice(0, 200) ?? []) {
      const path = `/repos/acme/${name}/hooks`
      const { status, headers } = await get(path)
      statuses.set(status, [...(statuses.get(status) ?? []), headers.get('retry-after') ?? path])
    }
    expect(statuses.get(404)).toHaveLength(1)
    expect(statuses.get(403)).toEqual(['1'])
    expect(statuses.get(502)?.length).toBeGreaterThan(0)
    expect(statuses.get(502)?.length).toBeLessThan(10)
    expect((await get(statuses.get(502)?.[0] ?? '')).status).toBe(200)
    expect((await get('/orgs/acme/hooks')).status).toBe(404)
  })
})

describe('a world of a million repositories', () => {
  it('stays small in memory while its pages are read', async () => {
    const simulator = await createGithubSimulator({ organizations: [{ repositories: 1_000_000 }], limits: 'off' })
    running.push(simulator)
    const { get, graphql } = await signIn(simulator, 'pat-classic', ['repo'])
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const heap = (): number => {
      collect()
      return process.memoryUsage().heapUsed / 1024 / 1024
    }
    await get('/orgs/acme/repos?per_page=100')
    const before = heap()
    for (let page = 1; page <= 10_000; page += 100)
      expect((await get(`/orgs/acme/repos?per_page=100&page=${page}`)).status).toBe(200)
    const last = await get('/orgs/acme/repos?per_page=100&page=10000')
    expect(last.body).toHaveLength(100)
    const after = Buffer.from('cursor:v2:999989').toString('base64')
    const tail = await graphql(
      `{ organization(login: "acme") { repositories(first: 100, after: "${after}") { totalCount nodes { name } } } }`,
    )
    const { repositories } = (
      tail.body as { data: { organization: { repositories: { totalCount: number; nodes: [] } } } }
    ).data.organization
    expect([repositories.totalCount, repositories.nodes.length]).toEqual([1_000_000, 10])
    expect(heap() - before).toBeLessThan(10)
  })
})
