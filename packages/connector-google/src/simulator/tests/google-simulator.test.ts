import { afterEach, describe, expect, it } from 'vitest'
import { createGoogleSimulator, type RunningGoogleSimulator } from '../create-google-simulator.ts'
import { applyFields } from '../http/fields-mask.ts'

const running: RunningGoogleSimulator[] = []
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

async function start(...options: Parameters<typeof createGoogleSimulator>): Promise<RunningGoogleSimulator> {
  const simulator = await createGoogleSimulator(...options)
  running.push(simulator)
  return simulator
}

const users = 'https://www.googleapis.com/auth/admin.directory.user.readonly'

async function tokenOf(simulator: RunningGoogleSimulator, permissions: readonly string[] = [users]): Promise<string> {
  const { credentials } = simulator.integration({ authKind: 'admin-oauth', permissions })
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: credentials['clientId'] ?? '',
    client_secret: credentials['clientSecret'] ?? '',
    refresh_token: credentials['refreshToken'] ?? '',
  })
  const answer = await fetch(`${simulator.url}/token`, { method: 'POST', body })
  return ((await answer.json()) as { access_token: string }).access_token
}

async function read(simulator: RunningGoogleSimulator, path: string, token: string) {
  const answer = await fetch(simulator.url + path, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, never> }
}

const listing = '/admin/directory/v1/users?customer=my_customer'

describe('the simulated Google', () => {
  it('makes users of a large account when they are asked for, the same for the same seed', async () => {
    const [one, other] = await Promise.all([1, 1].map((seed) => start({ seed, world: { users: 300_000 } })))
    if (!one || !other) throw new Error('they did not start')
    const page = await read(one, `${listing}&maxResults=500`, await tokenOf(one))
    expect(page.body['users']).toHaveLength(500)
    expect((await read(other, `${listing}&maxResults=500`, await tokenOf(other))).body).toEqual(page.body)
    expect(one.world.users.get(299_999)?.id).toMatch(/^[1-9]\d{20}$/)
    expect(one.world.user(one.world.users.get(299_999)?.id ?? '')?.index).toBe(299_999)
  })

  it('refuses a token without a scope of the route, and names those that would do', async () => {
    const simulator = await start()
    const answer = await read(simulator, '/admin/directory/v1/groups?customer=my_customer', await tokenOf(simulator))
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toContain('auth/admin.directory.group.readonly')
    expect(answer.body).toMatchObject({
      error: {
        errors: [{ reason: 'insufficientPermissions' }],
        details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }],
      },
    })
  })

  it('refuses the 2,401st query of a minute as Google does', async () => {
    const simulator = await start({ now: () => Date.UTC(2026, 0, 15) })
    const token = await tokenOf(simulator)
    const once = () => read(simulator, `${listing}&maxResults=1`, token)
    for (let sent = 0; sent < 2_400; sent += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, once))
      expect(answers.every(({ status }) => status === 200)).toBe(true)
    }
    expect(await once()).toMatchObject({
      status: 403,
      body: { error: { errors: [{ reason: 'userRateLimitExceeded' }] } },
    })
    simulator.advance(60_000)
    expect((await once()).status).toBe(200)
  })

  it('gives page tokens that are good for its own listing only', async () => {
    const simulator = await start({ world: { users: 3 } })
    const token = await tokenOf(simulator)
    const first = await read(simulator, `${listing}&maxResults=2`, token)
    const next = await read(simulator, `${listing}&maxResults=2&pageToken=${first.body['nextPageToken']}`, token)
    expect(next.body['users']).toHaveLength(1)
    expect(next.body['nextPageToken']).toBeUndefined()
    const wrong = await read(simulator, `${listing}&pageToken=nonsense`, token)
    expect(wrong).toMatchObject({ status: 400, body: { error: { errors: [{ location: 'pageToken' }] } } })
  })

  it('knows no account but its own', async () => {
    const simulator = await start()
    const answer = await read(simulator, '/admin/directory/v1/users?customer=C0other', await tokenOf(simulator))
    expect(answer.status).toBe(400)
  })

  it('refuses tokens that have expired, and credentials that were revoked', async () => {
    const simulator = await start()
    const token = await tokenOf(simulator)
    simulator.expireTokens()
    expect((await read(simulator, listing, token)).status).toBe(401)
    expect((await read(simulator, listing, await tokenOf(simulator))).status).toBe(200)
    const later = await tokenOf(simulator)
    simulator.revokeCredentials()
    expect((await read(simulator, listing, later)).status).toBe(401)
  })

  it('changes the same way for the same seed', async () => {
    const accounts = await Promise.all([1, 2].map(() => start({ world: { users: 30, groups: 5, moreDomains: true } })))
    for (const { mutate } of accounts) mutate(7, 25)
    const [one, other] = accounts.map(({ world }) => [...world.users.all(), ...world.groups.all()])
    expect(one).toEqual(other)
    expect(accounts[0]?.world.users.get(0)?.superAdmin).toBe(true)
  })
})

describe('a fields mask', () => {
  const body = { kind: 'k', etag: 'e', users: [{ id: '1', name: { fullName: 'a', familyName: 'b' }, email: 'c' }] }

  it.each([
    [null, body],
    ['*', body],
    ['kind', { kind: 'k' }],
    ['kind,users(id)', { kind: 'k', users: [{ id: '1' }] }],
    ['users/id', { users: [{ id: '1' }] }],
    ['users(name/fullName,email)', { users: [{ name: { fullName: 'a' }, email: 'c' }] }],
    ['users(name(fullName),id),etag', { users: [{ name: { fullName: 'a' }, id: '1' }], etag: 'e' }],
    ['nothing', {}],
  ])('%s leaves what it names', (fields, expected) => {
    expect(applyFields(body, fields)).toEqual(expected)
  })
})
