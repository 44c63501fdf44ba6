import { afterEach, describe, expect, it } from 'vitest'
import {
  bearerToken,
  Collection,
  Dice,
  emptyAnswer,
  everything,
  IssuedTokens,
  jsonAnswer,
  pageOf,
  type Reply,
  RequestLog,
  Router,
  SimulatorClock,
  SimulatorServer,
  StableIds,
  wordsOf,
} from '../src/index.ts'

interface User {
  readonly id: string
  readonly mfa: boolean
}

const running: SimulatorServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

async function start(seed: number, count: number) {
  const ids = new StableIds(seed, 'user')
  const dice = new Dice(seed, 'users')
  const users = new Collection<User>(count, { value: 0 }, (index) => ({
    id: ids.uuid(index),
    mfa: dice.chance(0.9, index, 1),
  }))
  const routes = [
    {
      route: 'GET /v1/users',
      answer: (query: URLSearchParams): Reply => {
        const page = pageOf(everything(users), { token: query.get('pageToken'), size: 100 })
        return page ? jsonAnswer({ users: page.items, nextPageToken: page.next }) : emptyAnswer(400)
      },
    },
    {
      route: 'GET /v1/users/{user}',
      answer: (_: URLSearchParams, { user = '' }: Readonly<Record<string, string>>): Reply => {
        const found = users.get(ids.indexOfUuid(user) ?? -1)
        return found ? jsonAnswer(found) : emptyAnswer(404)
      },
    },
  ]
  const router = new Router(routes, { 'GET /v1/users': 'users.list', 'GET /v1/users/{user}': 'users.read' })
  const tokens = new IssuedTokens<ReadonlySet<string>>(seed)
  const clock = new SimulatorClock(() => 0)
  const log = new RequestLog()
  const server = new SimulatorServer({
    log,
    answer: ({ method, path, query, headers }) => {
      const state = tokens.lookup(bearerToken(headers.authorization) ?? '', clock.now())
      if (state.kind !== 'good') return jsonAnswer({ error: 'invalid_token' }, 401)
      const match = router.match(method, wordsOf(path))
      if (!match) return emptyAnswer(404)
      const { route } = match.route
      if (!state.grant.has(match.permission)) return { ...emptyAnswer(403), route }
      return { ...match.route.answer(query, match.parameters), route }
    },
  })
  running.push(server)
  const url = await server.listen()
  const issued = tokens.issue(new Set(['users.list']), { now: clock.now(), lifetimeMs: 3_600_000 })
  const get = (path: string) => fetch(url + path, { headers: { authorization: `Bearer ${issued.token}` } })
  return { url, users, tokens, clock, log, get }
}

async function pageOfUsers(answer: Promise<Response>) {
  return (await (await answer).json()) as { readonly users: readonly User[]; readonly nextPageToken: string }
}

describe('a simulator made of the kit', () => {
  it('serves a tenant of 300,000 users without holding them', async () => {
    const { get, users } = await start(1, 300_000)
    const first = await pageOfUsers(get('/v1/users'))
    expect(first.users).toHaveLength(100)
    const second = await pageOfUsers(get(`/v1/users?pageToken=${first.nextPageToken}`))
    expect(second.users[0]).toEqual(users.get(100))
    const again = await start(1, 300_000)
    expect(await pageOfUsers(again.get('/v1/users'))).toEqual(first)
    expect((await get('/v1/users?pageToken=x')).status).toBe(400)
  })

  it('refuses what was not granted, and tokens whose time is over', async () => {
    const { clock, get, log, url, users } = await start(1, 10)
    expect((await get(`/v1/users/${users.get(3)?.id}`)).status).toBe(403)
    expect((await get('/v2/users')).status).toBe(404)
    expect((await fetch(`${url}/v1/users`)).status).toBe(401)
    clock.advance(3_600_000)
    expect((await get('/v1/users')).status).toBe(401)
    expect(log.records.map(({ route, status, authorized }) => [route, status, authorized])).toEqual([
      ['GET /v1/users/{user}', 403, true],
      [undefined, 404, true],
      [undefined, 401, false],
      [undefined, 401, true],
    ])
  })
})
