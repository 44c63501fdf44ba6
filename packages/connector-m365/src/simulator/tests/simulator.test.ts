import { afterEach, describe, expect, it } from 'vitest'
import { createM365Simulator, type RunningM365Simulator } from '../create-m365-simulator.ts'
import { smallWorld } from '../worlds.ts'

const running: RunningM365Simulator[] = []
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

const now = Date.UTC(2026, 0, 15)

async function start(options: Parameters<typeof createM365Simulator>[0] = {}): Promise<RunningM365Simulator> {
  const simulator = await createM365Simulator({ world: smallWorld, limits: 'off', now: () => now, ...options })
  running.push(simulator)
  return simulator
}

async function signIn(
  simulator: RunningM365Simulator,
  permissions: readonly string[],
  changes: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const { config, credentials } = simulator.integration({ authKind: 'client-secret', permissions })
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: credentials['clientId'] ?? '',
    client_secret: credentials['clientSecret'] ?? '',
    scope: 'https://graph.microsoft.com/.default',
    ...changes,
  })
  const { tenant = config.tenant } = changes
  const answer = await fetch(`${simulator.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: form })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

interface GraphAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly value: readonly Record<string, unknown>[]
    readonly error?: { readonly code: string }
    readonly '@odata.nextLink'?: string
    readonly '@odata.deltaLink'?: string
    readonly responses?: readonly { readonly id: string; readonly status: number }[]
  }
}

async function client(
  simulator: RunningM365Simulator,
  permissions: readonly string[],
): Promise<(path: string, body?: object) => Promise<GraphAnswer>> {
  const { body } = await signIn(simulator, permissions)
  const headers = { authorization: `Bearer ${String(body['access_token'])}`, 'content-type': 'application/json' }
  return async (path, sent) => {
    const url = path.startsWith('http') ? path : `${simulator.url}/v1.0${path}`
    const answer = await fetch(url, { headers, ...(sent && { method: 'POST', body: JSON.stringify(sent) }) })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as GraphAnswer['body'] }
  }
}

describe('the token endpoint', () => {
  it('gives tokens that say what was granted', async () => {
    const simulator = await start()
    const { body } = await signIn(simulator, ['User.Read.All'])
    const [, payload = ''] = String(body['access_token']).split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ roles: ['User.Read.All'] })
  })

  it.each([
    [{ client_secret: 'wrong' }, 7000215],
    [{ client_id: '00000000-0000-0000-0000-000000000000' }, 700016],
    [{ tenant: 'other.example' }, 90002],
    [{ scope: 'https://outlook.office365.com/.default' }, 1002012],
  ])('refuses %j', async (changes, code) => {
    const { status, body } = await signIn(await start(), [], changes)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body['error_codes']).toEqual([code])
  })
})

describe('the simulated Graph', () => {
  it('pages with links to the host that was asked, each item once', async () => {
    const get = await client(await start(), ['User.Read.All'])
    const seen: unknown[] = []
    for (let at: string | undefined = '/users?$top=25&$select=id'; at; ) {
      const { body }: GraphAnswer = await get(at)
      seen.push(...body.value.map(({ id }) => id))
      for (const item of body.value) expect(Object.keys(item)).toEqual(['id'])
      at = body['@odata.nextLink']
    }
    expect(seen).toHaveLength(130)
    expect(new Set(seen).size).toBe(130)
  })

  it('refuses what was not granted, and what the plan lacks, in Graph’s words', async () => {
    const free = await start({ world: { ...smallWorld, plan: 'free' } })
    const get = await client(free, ['User.Read.All', 'AuditLog.Read.All', 'RoleManagement.Read.Directory'])
    const codes = async (path: string): Promise<unknown> => (await get(path)).body.error?.code
    expect(await codes('/groups')).toBe('Authorization_RequestDenied')
    expect(await codes('/users?$select=id,signInActivity')).toBe(
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    )
    expect(await codes('/roleManagement/directory/roleEligibilityScheduleInstances')).toBe('AadPremiumLicenseRequired')
    expect(await codes('/nothing')).toBe('BadRequest')
  })

  it('answers parts of a batch each for itself, and takes twenty at most', async () => {
    const get = await client(await start(), ['User.Read.All'])
    const parts = (count: number): object => ({
      requests: Array.from({ length: count }, (_, id) => ({
        id: String(id),
        method: 'GET',
        url: id === 0 ? '/groups' : '/users?$top=1',
      })),
    })
    const { body } = await get('/$batch', parts(3))
    const statuses = Object.fromEntries((body.responses ?? []).map(({ id, status }) => [id, status]))
    expect(statuses).toEqual({ 0: 403, 1: 200, 2: 200 })
    expect((await get('/$batch', parts(21))).status).toBe(400)
  })

  it('tells in its change feeds what changed, what went, and that a token is forgotten', async () => {
    const simulator = await start()
    const get = await client(simulator, ['User.Read.All'])
    const { body } = await get('/users/delta?$deltatoken=latest&$select=id,displayName')
    const link = body['@odata.deltaLink'] ?? ''
    expect(body.value).toEqual([])
    simulator.mutate(5, 60)
    const changed = (await get(link)).body.value
    expect(changed.length).toBeGreaterThan(0)
    expect(changed.some((user) => '@removed' in user)).toBe(true)
    simulator.expireFeeds()
    expect(await get(link)).toMatchObject({ status: 410, body: { error: { code: 'syncStateNotFound' } } })
  })

  it('limits reports to five requests in ten seconds, and says for how long to wait', async () => {
    const get = await client(await start({ limits: 'documented' }), ['AuditLog.Read.All'])
    const path = '/reports/authenticationMethods/userRegistrationDetails'
    for (let count = 0; count < 5; count++) expect((await get(path)).status).toBe(200)
    const refused = await get(path)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('2')
  })

  it('limits Conditional Access without saying for how long', async () => {
    const get = await client(await start({ limits: 'documented' }), ['Policy.Read.All'])
    await get('/identity/conditionalAccess/policies')
    const refused = await get('/identity/conditionalAccess/policies')
    expect(refused.status).toBe(429)
    expect(refused.headers.has('retry-after')).toBe(false)
  })

  it('charges resource units, and tells how near the limit is', async () => {
    const simulator = await start({ limits: 'documented', world: { ...smallWorld, users: 30 } })
    const get = await client(simulator, ['User.Read.All'])
    expect((await get('/users')).headers.get('x-ms-resource-unit')).toBe('2')
    expect((await get('/users?$select=id')).headers.get('x-ms-resource-unit')).toBe('1')
    expect(simulator.usage()).toMatchObject([{ bucket: 'identity', requests: 2, charged: 3, refused: 0 }])
  })

  it('is the same for the same seed, and another for another one', async () => {
    const first = async (seed: number): Promise<unknown> => {
      const get = await client(await start({ seed }), ['User.Read.All'])
      return (await get('/users?$top=5')).body.value
    }
    expect(await first(3)).toEqual(await first(3))
    expect(await first(3)).not.toEqual(await first(4))
  })
})
