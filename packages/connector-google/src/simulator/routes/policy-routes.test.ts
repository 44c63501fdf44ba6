import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGoogleSimulator, type RunningGoogleSimulator } from '../create-google-simulator.ts'
import { smallWorld } from '../worlds.ts'
import { policyRoutes } from './policy-routes.ts'

let simulator: RunningGoogleSimulator

beforeAll(async () => {
  simulator = await createGoogleSimulator({ world: smallWorld, limits: 'off' })
})
afterAll(() => simulator.close())

interface Body {
  readonly policies?: readonly { readonly name: string; readonly setting: { readonly type: string } }[]
  readonly nextPageToken?: string
}

/** What the route answers, past access. */
async function ask(query: string): Promise<{ readonly status: number; readonly body: Body }> {
  const [route] = policyRoutes
  const [subject] = simulator.world.users.slice(0, 1)
  if (!route || !subject) throw new Error('there is a route, and an administrator')
  const call = { world: simulator.world, subject, query: new URLSearchParams(query), parameters: {}, now: Date.now() }
  const { status, body } = route.answer(call)
  return { status, body: JSON.parse(String(body)) as Body }
}

async function all(filter = ''): Promise<readonly string[]> {
  const types: string[] = []
  let token: string | undefined = ''
  while (token !== undefined) {
    const { body }: { body: Body } = await ask(
      new URLSearchParams({ pageSize: '100', filter, ...(token && { pageToken: token }) }).toString(),
    )
    types.push(...(body.policies ?? []).map(({ setting }) => setting.type))
    token = body.nextPageToken
  }
  return types
}

describe('the simulated Policy API', () => {
  it('gives as many policies a page as were asked for, and all of them over the pages', async () => {
    const { body } = await ask('pageSize=7')
    expect(body.policies).toHaveLength(7)
    expect(body.nextPageToken).toEqual(expect.any(String))
    expect((await all()).length).toBeGreaterThan(250)
  })

  it('filters as Google documents it', async () => {
    const imap = await all(
      `customer == "customers/my_customer" && (setting.type.matches('^settings/gmail\\\\.imap.*$'))`,
    )
    expect(new Set(imap)).toEqual(new Set(['settings/gmail.imap_access']))
    expect(await all('customer == "customers/C0another"')).toEqual([])
    expect((await ask('filter=setting')).status).toBe(400)
  })

  it('gives a policy by its name', async () => {
    const { body } = await ask('pageSize=1')
    const name = body.policies?.[0]?.name ?? ''
    const [subject] = simulator.world.users.slice(0, 1)
    const call = { world: simulator.world, query: new URLSearchParams(), now: 0, parameters: { policy: name.slice(9) } }
    const answer = subject && policyRoutes[1]?.answer({ ...call, subject })
    expect(answer && JSON.parse(String(answer.body))).toMatchObject({ name })
  })

  it('changes with the account', async () => {
    const before = JSON.stringify(await ask('pageSize=100'))
    simulator.mutate(5, 400)
    expect(JSON.stringify(await ask('pageSize=100'))).not.toBe(before)
  })
})
