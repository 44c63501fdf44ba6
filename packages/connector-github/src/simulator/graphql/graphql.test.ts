import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGithubSimulator, type RunningGithubSimulator } from '../create-github-simulator.ts'
import { signIn } from '../tests/client.ts'
import { smallWorld } from '../worlds.ts'

let simulator: RunningGithubSimulator
beforeAll(async () => {
  simulator = await createGithubSimulator({ organizations: smallWorld, limits: 'off' })
})
afterAll(() => simulator.close())

const classic = ['repo', 'admin:org']

interface RateLimited {
  readonly data: { readonly rateLimit: { readonly cost: number; readonly nodeCount: number } }
}

describe('the cost of a query', () => {
  it.each([
    ['{ viewer { login } rateLimit { cost nodeCount } }', 1, 0],
    // 1 + 50 look-ups: one point.
    [
      '{ organization(login: "acme") { repositories(first: 50) { nodes { branchProtectionRules(first: 10) { nodes { id } } } } } rateLimit { cost nodeCount } }',
      1,
      550,
    ],
    // 1 + 100 + 100 × 20 look-ups: 21.01 points.
    [
      '{ organization(login: "acme") { repositories(first: 100) { nodes { rulesets(first: 20) { nodes { rules(first: 10) { nodes { type } } } } } } } rateLimit { cost nodeCount } }',
      21,
      22_100,
    ],
  ])('is added up from its connections: %s', async (query, cost, nodeCount) => {
    const { graphql } = await signIn(simulator, 'pat-classic', classic)
    const answer = await graphql(query)
    expect((answer.body as RateLimited).data.rateLimit).toEqual({ cost, nodeCount })
    expect(answer.headers.get('x-ratelimit-used')).toBe(String(cost))
  })

  it('counts what variables and directives leave in it', async () => {
    const { graphql } = await signIn(simulator, 'pat-classic', classic)
    const query = `query ($n: Int = 10, $with: Boolean!) { rateLimit { nodeCount cost } organization(login: "acme") {
      repositories(first: $n) { nodes { ...Rules @include(if: $with) } } } }
      fragment Rules on Repository { branchProtectionRules(first: 2) { nodes { id } } }`
    const nodes = async (variables: object) =>
      ((await graphql(query, { ...variables })).body as RateLimited).data.rateLimit.nodeCount
    expect(await nodes({ with: true })).toBe(30)
    expect(await nodes({ with: false })).toBe(10)
    expect(await nodes({ with: true, n: 100 })).toBe(300)
  })

  it('[F06] is refused above 500,000 nodes', async () => {
    const { graphql } = await signIn(simulator, 'pat-classic', classic)
    const answer = await graphql(
      '{ organization(login: "acme") { repositories(first: 100) { nodes { rulesets(first: 100) { nodes { rules(first: 100) { nodes { id } } } } } } } }',
    )
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      errors: [
        {
          type: 'MAX_NODE_LIMIT_EXCEEDED',
          locations: [{ line: 1, column: 1 }],
          message: 'This query requests up to 1,010,100 possible nodes which exceeds the maximum limit of 500,000.',
        },
      ],
    })
  })

  it.each([
    ['repositories { nodes { id } }', 'MISSING_PAGINATION_BOUNDARIES'],
    ['repositories(first: 101) { nodes { id } }', 'EXCESSIVE_PAGINATION'],
  ])('needs pages of a size: %s', async (selection, type) => {
    const { graphql } = await signIn(simulator, 'pat-classic', classic)
    const answer = await graphql(`{ organization(login: "acme") { ${selection} } }`)
    expect(answer.body).toMatchObject({ errors: [{ type }] })
  })

  it('lets a count be asked for without a page', async () => {
    const { graphql } = await signIn(simulator, 'pat-classic', classic)
    const answer = await graphql('{ organization(login: "acme") { repositories { totalCount } } }')
    expect(answer.body).toEqual({ data: { organization: { repositories: { totalCount: 230 } } } })
  })
})

describe('what may not be read', () => {
  it('[F06] is FORBIDDEN at its path, and takes what cannot be null with it', async () => {
    const { graphql } = await signIn(simulator, 'github-app', ['metadata:read'])
    const answer = await graphql(
      '{ organization(login: "acme") { login repositories(first: 2) { nodes { name branchProtectionRules(first: 1) { totalCount } } } samlIdentityProvider { id } } }',
    )
    const error = (path: (string | number)[]) =>
      expect.objectContaining({
        type: 'FORBIDDEN',
        path,
        extensions: { saml_failure: false },
        message: 'Resource not accessible by integration',
      })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      data: { organization: { login: 'acme', repositories: { nodes: [null, null] }, samlIdentityProvider: null } },
      errors: expect.arrayContaining([
        error(['organization', 'repositories', 'nodes', 0, 'branchProtectionRules']),
        error(['organization', 'repositories', 'nodes', 1, 'branchProtectionRules']),
        error(['organization', 'samlIdentityProvider']),
      ]),
    })
  })

  it('[F06] is refused as a whole where a classic token lacks a scope', async () => {
    const { graphql } = await signIn(simulator, 'pat-classic', ['repo'])
    const answer = await graphql(
      '{ organization(login: "acme") { login\n  membersWithRole(first: 1) { totalCount } } }',
    )
    expect(answer.body).toEqual({
      errors: [
        {
          type: 'INSUFFICIENT_SCOPES',
          locations: [{ line: 2, column: 3 }],
          message: expect.stringContaining(
            "The 'membersWithRole' field requires one of the following scopes: ['read:org'], but your token has only been granted the: ['repo'] scopes.",
          ),
        },
      ],
    })
  })

  it('[F06] is NOT_FOUND where it is not there, or hidden', async () => {
    const { graphql } = await signIn(simulator, 'pat-classic', ['read:org'])
    const hidden = [...(simulator.world.places[0]?.organization.repositories.all() ?? [])].find(
      ({ visibility }) => visibility === 'private',
    )
    const answer = await graphql(
      `{ a: organization(login: "nobody") { login } b: repository(owner: "acme", name: "${hidden?.name}") { name } c: organization(login: "acme") { login } }`,
    )
    expect(answer.body).toMatchObject({
      data: { a: null, b: null, c: { login: 'acme' } },
      errors: [
        { type: 'NOT_FOUND', path: ['a'] },
        { type: 'NOT_FOUND', path: ['b'] },
      ],
    })
  })

  it('leaves holes among nodes asked for by id', async () => {
    const { graphql } = await signIn(simulator, 'pat-classic', classic)
    const repository = simulator.world.places[0]?.organization.repositories.get(4)
    const id = `R_kgDO${Buffer.from(String(repository?.id)).toString('base64url')}`
    const answer = await graphql('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { name } } }', {
      ids: [id, 'R_nothing', id],
    })
    expect(answer.body).toMatchObject({
      data: { nodes: [{ name: repository?.name }, null, { name: repository?.name }] },
      errors: [{ type: 'NOT_FOUND', path: ['nodes', 1] }],
    })
  })

  it('of rules is the same when they are asked for by their ids', async () => {
    const { get, graphql } = await signIn(simulator, 'pat-classic', classic)
    const { organization, parts } = simulator.world.places[0] ?? {}
    const repository = [...(organization?.repositories.all() ?? [])].find(
      (one) => parts?.branchProtections(one).length && parts.rulesets(one).length,
    )
    const found = await graphql(`{ repository(owner: "acme", name: "${repository?.name}") {
      branchProtectionRules(first: 5) { nodes { id } } rulesets(first: 10) { nodes { id } } } }`)
    const { branchProtectionRules, rulesets } = (
      found.body as { data: { repository: Record<string, { nodes: { id: string }[] }> } }
    ).data.repository
    const ids = [...(branchProtectionRules?.nodes ?? []), ...(rulesets?.nodes ?? [])].map(({ id }) => id)
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } rateLimit { cost } }'
    const answer = await graphql(query, { ids })
    expect((answer.body as { data: { nodes: { id: string }[] } }).data.nodes.map(({ id }) => id)).toEqual(ids)
    const listed = (await get(`/repos/acme/${repository?.name}/rulesets`)).body as { node_id: string }[]
    expect(listed.map((one) => one.node_id)).toEqual(rulesets?.nodes.map(({ id }) => id))
    const app = await signIn(simulator, 'github-app', ['metadata:read'])
    expect((await app.graphql(query, { ids: ids.slice(0, 1) })).body).toMatchObject({
      data: { nodes: [null] },
      errors: [{ type: 'FORBIDDEN', path: ['nodes', 0] }],
    })
  })

  it('of two-factor authentication is null without an error', async () => {
    const query =
      '{ organization(login: "acme") { requiresTwoFactorAuthentication membersWithRole(first: 1) { edges { role hasTwoFactorEnabled } } } }'
    const members = await signIn(simulator, 'github-app', ['members:read'])
    expect((await members.graphql(query)).body).toEqual({
      data: {
        organization: {
          requiresTwoFactorAuthentication: null,
          membersWithRole: { edges: [{ role: 'ADMIN', hasTwoFactorEnabled: true }] },
        },
      },
    })
  })
})

describe('a query', () => {
  it('that does not fit the schema is answered with errors and status 200', async () => {
    const { graphql } = await signIn(simulator, 'pat-classic', classic)
    expect((await graphql('{ organization(login: "acme") { nothing } }')).body).toMatchObject({
      errors: [{ message: expect.stringContaining('nothing') }],
    })
    expect((await graphql('{ organization(')).body).toMatchObject({ errors: [{ message: expect.any(String) }] })
  })

  it('tells the same as REST about protection and rules', async () => {
    const { get, graphql } = await signIn(simulator, 'pat-classic', classic)
    const { organization, parts } = simulator.world.places[0] ?? {}
    const repository = [...(organization?.repositories.all() ?? [])].find(
      (one) =>
        !one.empty && parts?.activeRulesets(one, one.defaultBranch).length && parts.branchProtections(one).length,
    )
    const path = `/repos/acme/${repository?.name}`
    const branch = repository?.defaultBranch
    const [protection, rules] = [
      await get(`${path}/branches/${branch}/protection`),
      await get(`${path}/rules/branches/${branch}`),
    ]
    const answer = await graphql(`{ repository(owner: "acme", name: "${repository?.name}") { defaultBranchRef { name
      branchProtectionRule { isAdminEnforced allowsForcePushes requiresCommitSignatures }
      rules(first: 50) { nodes { type } } } } }`)
    const classicRule = protection.body as Record<string, { enabled: boolean }>
    expect(answer.body).toEqual({
      data: {
        repository: {
          defaultBranchRef: {
            name: branch,
            branchProtectionRule: {
              isAdminEnforced: classicRule['enforce_admins']?.enabled,
              allowsForcePushes: classicRule['allow_force_pushes']?.enabled,
              requiresCommitSignatures: classicRule['required_signatures']?.enabled,
            },
            rules: { nodes: (rules.body as { type: string }[]).map(({ type }) => ({ type: type.toUpperCase() })) },
          },
        },
      },
    })
  })
})
