import { afterEach, describe, expect, it } from 'vitest'
import { createGithubSimulator, type RunningGithubSimulator } from '../create-github-simulator.ts'
import { linkOf, signIn, type TestClient } from './client.ts'

interface Named {
  readonly id: number
  readonly name: string
}

const running: RunningGithubSimulator[] = []

async function start(repositories = 230): Promise<{ simulator: RunningGithubSimulator } & TestClient> {
  const simulator = await createGithubSimulator({
    organizations: [{ login: 'acme', repositories, members: 45, teams: 3, outsideCollaborators: 4 }],
    limits: 'off',
  })
  running.push(simulator)
  return { simulator, ...(await signIn(simulator, 'pat-classic', ['repo', 'admin:org'])) }
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()))
})

async function all(
  client: TestClient & { readonly simulator: RunningGithubSimulator },
  path: string,
): Promise<Named[]> {
  const items: Named[] = []
  let next: string | undefined = path
  while (next !== undefined) {
    const answer = await client.get(next)
    items.push(...(answer.body as Named[]))
    next = linkOf(answer, 'next')?.slice(client.simulator.url.length)
  }
  return items
}

async function allByGraphql(client: TestClient, first: number, more = ''): Promise<string[]> {
  const names: string[] = []
  let after: string | null = null
  do {
    const answer = await client.graphql(
      `query ($after: String) { organization(login: "acme") { repositories(first: ${first}, after: $after${more}) {
        nodes { name } pageInfo { endCursor hasNextPage } } } }`,
      { after },
    )
    const { repositories } = (answer.body as { data: { organization: { repositories: Page } } }).data.organization
    names.push(...repositories.nodes.map(({ name }) => name))
    after = repositories.pageInfo.hasNextPage ? repositories.pageInfo.endCursor : null
  } while (after !== null)
  return names
}

interface Page {
  readonly nodes: readonly { readonly name: string }[]
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean }
}

describe('pages', () => {
  it('of REST and GraphQL hold the same repositories, each once', async () => {
    const client = await start()
    const rest = await all(client, '/orgs/acme/repos?per_page=100')
    expect(rest).toHaveLength(230)
    expect(new Set(rest.map(({ id }) => id)).size).toBe(230)
    expect((await allByGraphql(client, 37)).reverse()).toEqual(rest.map(({ name }) => name))
  })

  it('are linked by number, with the rest of the query, under the host that was asked', async () => {
    const client = await start()
    const answer = await client.get('/orgs/acme/repos?per_page=500&type=all&page=2')
    const { port } = new URL(client.simulator.url)
    const to = (page: number) => `http://127.0.0.1:${port}/organizations/9000/repos?per_page=500&type=all&page=${page}`
    expect(answer.body).toHaveLength(100)
    expect(linkOf(answer, 'next')).toBe(to(3))
    expect(linkOf(answer, 'prev')).toBe(to(1))
    expect(linkOf(answer, 'last')).toBe(to(3))
    expect(linkOf(answer, 'first')).toBe(to(1))
    const hooks = await client.get('/repositories/100000005/hooks')
    expect(hooks.status).toBe(200)
    expect(client.simulator.requests.map(({ route }) => route)).toEqual([
      'GET /orgs/{org}/repos',
      'GET /repos/{owner}/{repo}/hooks',
    ])
  })

  it('work under the address of an Enterprise Server too', async () => {
    const client = await start()
    const answer = await client.get('/api/v3/orgs/acme/repos')
    expect(answer.body).toHaveLength(30)
    expect(linkOf(answer, 'next')).toBe(`${client.simulator.url}/api/v3/organizations/9000/repos?page=2`)
    const headers = { authorization: `token ${client.token}`, 'user-agent': 'test' }
    const body = JSON.stringify({ query: '{ viewer { login } }' })
    const graphql = await fetch(`${client.simulator.url}/api/graphql`, { method: 'POST', headers, body })
    expect(graphql.status).toBe(200)
  })

  it('of GraphQL can be filtered and ordered, and a cursor survives the removal of its item', async () => {
    const client = await start()
    const { repositories } = client.simulator.world.places[0]?.organization ?? {}
    const archived = [...(repositories?.all() ?? [])].filter(({ archived: is }) => is).map(({ name }) => name)
    expect(await allByGraphql(client, 5, ', isArchived: true')).toEqual(archived)
    const byName = await allByGraphql(client, 30, ', orderBy: { field: NAME, direction: DESC }')
    expect(byName).toEqual([...byName].sort().reverse())
    const page = await client.graphql(
      '{ organization(login: "acme") { repositories(first: 10) { pageInfo { endCursor } } } }',
    )
    const cursor = (page.body as { data: { organization: { repositories: Page } } }).data.organization.repositories
      .pageInfo.endCursor
    client.simulator.change({ kind: 'remove-repositories', names: [repositories?.get(9)?.name ?? ''] })
    const next = await client.graphql(
      'query ($c: String) { organization(login: "acme") { repositories(first: 1, after: $c) { nodes { name } } } }',
      { c: cursor },
    )
    expect(next.body).toMatchObject({
      data: { organization: { repositories: { nodes: [{ name: repositories?.get(10)?.name }] } } },
    })
  })
})

describe('changes', () => {
  it('remove half of the repositories, and exactly those', async () => {
    const client = await start()
    const before = await all(client, '/orgs/acme/repos?per_page=100')
    client.simulator.change({ kind: 'remove-repositories', share: 0.5 })
    const after = await all(client, '/orgs/acme/repos?per_page=100')
    expect(after).toHaveLength(115)
    const kept = new Set(after.map(({ id }) => id))
    const gone = before.filter(({ id }) => !kept.has(id))
    expect((await client.get(`/repos/acme/${gone[0]?.name}`)).status).toBe(404)
    expect((await client.get(`/repos/acme/${after[0]?.name}`)).status).toBe(200)
  })

  it('rename, add and show, everywhere at once', async () => {
    const client = await start(5)
    const [first] = await all(client, '/orgs/acme/repos')
    client.simulator.change({ kind: 'rename-repository', repository: first?.name ?? '', name: 'fresh-name' })
    client.simulator.change({ kind: 'add-repository', values: { name: 'newest', visibility: 'public' } })
    client.simulator.change({ kind: 'unprotect', repository: 'fresh-name' })
    const repositories = await all(client, '/orgs/acme/repos')
    expect(repositories.map(({ name }) => name).slice(0, 2)).toEqual(['newest', 'fresh-name'])
    expect(repositories[1]?.id).toBe(first?.id)
    expect((await client.get(`/repos/acme/${first?.name}`)).status).toBe(404)
    const answer = await client.graphql(
      '{ repository(owner: "acme", name: "fresh-name") { databaseId branchProtectionRules(first: 5) { totalCount } } }',
    )
    expect(answer.body).toEqual({
      data: { repository: { databaseId: first?.id, branchProtectionRules: { totalCount: 0 } } },
    })
  })

  it('of people show in lists and filters', async () => {
    const client = await start()
    const withoutFactor = async () => (await all(client, '/orgs/acme/members?filter=2fa_disabled')).length
    const before = await withoutFactor()
    client.simulator.change({ kind: 'add-member', twoFactor: false, role: 'admin' })
    expect(await withoutFactor()).toBe(before + 1)
    const owners = (await client.get('/orgs/acme/members?role=admin')).body as { login: string }[]
    const newest = owners.at(-1)?.login ?? ''
    client.simulator.change({ kind: 'toggle-two-factor', login: newest })
    expect(await withoutFactor()).toBe(before)
    client.simulator.change({ kind: 'remove-member', login: newest })
    expect(await all(client, '/orgs/acme/members?per_page=100')).toHaveLength(45)
    expect(() => client.simulator.change({ kind: 'remove-member', login: newest })).toThrow(newest)
  })

  it('at random are the same for the same seed, and different for another', async () => {
    const states = await Promise.all(
      [3, 3, 4].map(async (seed) => {
        const client = await start(60)
        client.simulator.mutate(seed, 40)
        const members = await all(client, '/orgs/acme/members?per_page=100')
        return JSON.stringify([await all(client, '/orgs/acme/repos?per_page=100'), members]).replaceAll(
          client.simulator.url,
          '',
        )
      }),
    )
    expect(states[0]).toBe(states[1])
    expect(states[0]).not.toBe(states[2])
  })

  it('leave a world of the same seed the same in every process', async () => {
    const [first, second] = await Promise.all([start(40), start(40)])
    const read = async (client: typeof first) =>
      JSON.stringify((await client.get('/orgs/acme/repos?per_page=100')).body).replaceAll(client.simulator.url, '')
    expect(await read(first)).toBe(await read(second))
  })
})
