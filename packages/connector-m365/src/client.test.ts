import { CheckpointExpiredError, PermissionError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { allOf, type FakeHandler, fakeGraph, openFake } from '../tests/fake-graph.ts'
import type { GraphClient } from './client.ts'
import { resourceUnits } from './http/resource-units.ts'
import { workloadOf } from './http/workloads.ts'

const { signal } = new AbortController()
const item = z.object({ id: z.string(), name: z.string() })

async function clientOf(handler: FakeHandler): Promise<{ client: GraphClient; graph: ReturnType<typeof fakeGraph> }> {
  const graph = fakeGraph((request) => (request.url.pathname.endsWith('/token') ? undefined : handler(request)))
  const { client } = await openFake(graph)
  graph.requests.length = 0
  graph.tickets.length = 0
  return { client, graph }
}

const things = (count: number): { path: string; schema: typeof item }[] =>
  Array.from({ length: count }, (_, number) => ({ path: `/users/${number}`, schema: item }))

interface Part {
  readonly id: string
  readonly url: string
}

/** Answers batches part by part, last first. */
function inBatches(answer: (part: Part) => object | undefined, alone: FakeHandler = () => undefined): FakeHandler {
  return (request) => {
    if (request.url.pathname !== '/v1.0/$batch') return alone(request)
    const { requests } = JSON.parse(request.body ?? '{}') as { readonly requests: readonly Part[] }
    const responses = requests.flatMap((part) => {
      const given = answer(part)
      return given ? [{ id: part.id, status: 200, ...given }] : []
    })
    return { body: { responses: responses.reverse() } }
  }
}

const named = ({ url }: Part): object => ({ body: { id: url.split('/')[2], name: 'x' } })

describe('a batch', () => {
  it('holds twenty reads at most, and gives answers in the order of the requests', async () => {
    const { client, graph } = await clientOf(inBatches(named))
    const outcomes = await client.batch(things(45), signal)
    expect(outcomes.map((outcome) => ('value' in outcome ? outcome.value.id : 'error'))).toEqual(
      Array.from({ length: 45 }, (_, number) => String(number)),
    )
    expect(graph.requests).toHaveLength(3)
    expect(graph.tickets.map(({ cost }) => cost)).toEqual([20, 20, 5])
  })

  it('asks again alone for what was throttled, after the time that was named', async () => {
    const { client, graph } = await clientOf(
      inBatches(
        (part) =>
          part.id === '1'
            ? {
                status: 429,
                headers: { 'Retry-After': '7' },
                body: { error: { code: 'TooManyRequests', message: '' } },
              }
            : named(part),
        ({ url }) => (url.pathname === '/v1.0/users/1' ? { body: { id: '1', name: 'late' } } : undefined),
      ),
    )
    const outcomes = await client.batch(things(3), signal)
    expect(outcomes[1]).toEqual({ value: { id: '1', name: 'late' } })
    expect(graph.observed).toContainEqual({ bucket: 'identity', refused: { scope: 'credential', retryAfterMs: 7000 } })
    expect(graph.requests).toHaveLength(2)
  })

  it('asks again alone for what was left out, is cut or failed for now', async () => {
    const { client, graph } = await clientOf(
      inBatches(
        (part) => (part.id === '0' ? undefined : part.id === '1' ? { body: { id: 1 } } : { status: 500, body: {} }),
        ({ url }) => ({ body: { id: url.pathname, name: 'alone' } }),
      ),
    )
    const outcomes = await client.batch(things(3), signal)
    expect(outcomes.every((outcome) => 'value' in outcome && outcome.value.name === 'alone')).toBe(true)
    expect(graph.requests).toHaveLength(4)
  })

  it('keeps refusals to the part that they are about, and does not repeat them', async () => {
    const { client, graph } = await clientOf(
      inBatches((part) =>
        part.id === '0'
          ? { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: '' } } }
          : named(part),
      ),
    )
    const [first, second] = await client.batch(things(2), signal)
    expect(first && 'error' in first && PermissionError.is(first.error)).toBe(true)
    expect(second).toMatchObject({ value: { id: '1' } })
    expect(graph.requests).toHaveLength(1)
  })
})

describe('a change feed', () => {
  const base = 'https://graph.microsoft.com/v1.0/users/delta'

  it('tells what is there, what is gone and where the next one starts', async () => {
    const { client } = await clientOf(({ url }) =>
      url.searchParams.has('$skiptoken')
        ? {
            body: {
              value: [{ id: '3', '@removed': { reason: 'deleted' } }, { id: '4' }],
              '@odata.deltaLink': `${base}?$deltatoken=end`,
            },
          }
        : {
            body: {
              value: [
                { id: '1', name: 'old' },
                { id: '2', name: 'b' },
                { id: '1', name: 'new' },
              ],
              '@odata.nextLink': `${base}?$skiptoken=2`,
            },
          },
    )
    const pages = await allOf(client.delta('/users/delta', { item, signal }))
    expect(pages).toMatchObject([
      {
        items: [
          { id: '1', name: 'new' },
          { id: '2', name: 'b' },
        ],
        removed: [],
        next: `${base}?$skiptoken=2`,
      },
      { items: [], removed: ['3'], unreadable: [{ key: '4' }], watermark: `${base}?$deltatoken=end` },
    ])
    expect(pages[0]).not.toHaveProperty('watermark')
  })

  it.each(['resyncRequired', 'syncStateNotFound'])('[F19] whose token is forgotten (%s) says so', async (code) => {
    const { client } = await clientOf(() => ({ status: 410, body: { error: { code, message: '' } } }))
    const reading = allOf(client.delta('/users/delta', { item, signal, from: `${base}?$deltatoken=old` }))
    await expect(reading).rejects.toThrow(CheckpointExpiredError)
  })

  it('that goes in circles is not followed for ever', async () => {
    const { client } = await clientOf(() => ({ body: { value: [], '@odata.nextLink': `${base}?$skiptoken=same` } }))
    await expect(allOf(client.delta('/users/delta', { item, signal }))).rejects.toThrow(/circles/)
  })
})

describe('a listing', () => {
  it('follows absolute links on the same origin only', async () => {
    const { client, graph } = await clientOf(() => ({
      body: { value: [{ id: '1', name: 'a' }], '@odata.nextLink': 'https://evil.example.com/v1.0/users?page=2' },
    }))
    await expect(allOf(client.list('/users', { item, signal }))).rejects.toThrow()
    expect(graph.requests.map(({ url }) => url.host)).toEqual(['graph.microsoft.com'])
  })

  it('reads beta only where it is asked to', async () => {
    const { client, graph } = await clientOf(() => ({ body: { value: [] } }))
    await allOf(client.list('/users', { item, signal, version: 'beta' }))
    await client.get('users/1', z.unknown(), signal)
    expect(graph.requests.map(({ url }) => url.pathname)).toEqual(['/beta/users', '/v1.0/users/1'])
  })
})

describe('quotas', () => {
  it.each([
    ['/users', 'identity'],
    ['/auditLogs/signIns', 'reports'],
    ['reports/authenticationMethods/userRegistrationDetails', 'reports'],
    ['/identity/conditionalAccess/policies', 'protection'],
    ['/identityProtection/riskyUsers', 'protection'],
    ['/drives/1/root/delta', 'sharepoint'],
    ['/users/17/drive', 'sharepoint'],
    ['/users/17/mailFolders/inbox/messageRules', 'outlook'],
    ['/users/17/authentication/methods', 'identity'],
  ])('%s counts against %s', (path, workload) => {
    expect(workloadOf(path)).toBe(workload)
  })

  it('are charged as Microsoft documents it', () => {
    expect(resourceUnits('/users')).toBe(2)
    expect(resourceUnits('/users', { $select: 'id' })).toBe(1)
    expect(resourceUnits('/users', { $select: 'id', $expand: 'manager' })).toBe(2)
    expect(resourceUnits('/groups/1/members', { $top: 5 })).toBe(2)
    expect(resourceUnits('/groups/1/transitiveMembers')).toBe(5)
    expect(resourceUnits('/servicePrincipals/1/appRoleAssignedTo')).toBe(2)
    expect(resourceUnits('/users/1', { $select: 'id' })).toBe(1)
    expect(resourceUnits('/drives/1/items/2/permissions')).toBe(2)
  })
})
