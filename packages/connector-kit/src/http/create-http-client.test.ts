import {
  CheckpointExpiredError,
  FeatureUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderError,
  UnexpectedAnswerError,
} from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestClient } from '../../tests/create-test-client.ts'
import { inTurn } from '../../tests/scripted-transport.ts'
import { createHttpClient } from './create-http-client.ts'

const schema = z.object({ name: z.string() })
const any = z.unknown()
const good = { body: { name: 'acme' } }

describe('requests', () => {
  it('sends a GET below the base URL and gives back what the schema reads', async () => {
    const { client, transport, signal } = createTestClient(() => ({ body: { name: 'acme', more: 1 } }), {
      baseUrl: 'https://ghe.example.com/api/v3/',
      userAgent: 'test',
      headers: { 'X-Version': '1' },
    })
    const answer = await client.get('/orgs/acme', {
      schema,
      query: { page: 2, q: 'a b&c', none: undefined },
      headers: { 'X-More': '2' },
      signal,
    })
    expect(answer).toMatchObject({ data: { name: 'acme' }, status: 200, notModified: false })
    const [request] = transport.requests
    expect(request?.url.href).toBe('https://ghe.example.com/api/v3/orgs/acme?page=2&q=a%20b%26c')
    expect(request?.headers).toEqual({
      accept: 'application/json',
      'user-agent': 'test',
      'x-version': '1',
      'x-more': '2',
    })
  })

  it('sends JSON and forms', async () => {
    const { client, transport, signal } = createTestClient(() => good)
    await client.post('graphql', { schema, json: { query: '{ a }' }, signal })
    await client.post('token', { schema, form: { grant_type: 'x', scope: 'a b' }, signal })
    expect(transport.requests.map(({ method, body, headers }) => [method, body, headers['content-type']])).toEqual([
      ['POST', '{"query":"{ a }"}', 'application/json'],
      ['POST', 'grant_type=x&scope=a%20b', 'application/x-www-form-urlencoded'],
    ])
  })

  it('gives an answer without content to the schema as undefined', async () => {
    const { client, signal } = createTestClient(() => ({ status: 204, body: '' }))
    expect(await client.get('x', { schema: z.undefined(), signal })).toMatchObject({ data: undefined, status: 204 })
  })

  it('counts requests in the bucket that they name, or the default one', async () => {
    const { client, limiter, signal } = createTestClient(() => good, { defaultBucket: 'core' })
    await client.get('a', { schema, signal })
    await client.get('b', { schema, bucket: 'search', signal })
    expect(limiter.usage().map(({ bucket, requests }) => [bucket, requests])).toEqual([
      ['core', 1],
      ['search', 1],
    ])
  })

  it('works without a limiter, for token endpoints', async () => {
    const { transport, clock, signal } = createTestClient(
      inTurn({ status: 429, headers: { 'retry-after': '3' } }, good),
    )
    const client = createHttpClient({ baseUrl: 'https://api.example.com', transport, clock })
    await client.get('token', { schema, signal })
    expect(clock.monotonic()).toBe(3000)
  })

  it('[F45] an abort ends a request that is under way with the reason of the signal', async () => {
    const { client, signal, stop } = createTestClient(() => new Promise(() => {}))
    const pending = client.get('x', { schema, signal })
    setTimeout(() => stop.abort(new Error('stopped')), 5)
    await expect(pending).rejects.toThrow('stopped')
  })

  it('[F16] an attempt that never ends is given up and repeated', async () => {
    const never = new Promise<never>(() => {})
    const { client, transport, signal } = createTestClient((_request, count) => (count === 1 ? never : good), {
      limits: { attemptMs: 20 },
    })
    await client.get('x', { schema, signal })
    expect(transport.requests).toHaveLength(2)
    expect(transport.requests[0]?.signal.aborted).toBe(true)
  })
})

describe('what an answer means', () => {
  it.each([
    ['[F24] 403', 403, PermissionError.is],
    ['[F24] 404', 404, NotFoundError.is],
    ['[F19] 410', 410, CheckpointExpiredError.is],
    ['422', 422, ProviderError.is],
    ['501', 501, ProviderError.is],
  ])('%s is a typed error at once, never an empty answer', async (_title, status, is) => {
    const { client, transport, signal } = createTestClient(() => ({ status, body: [] }))
    const error = await client.get('x', { schema: any, signal }).catch((reason: unknown) => reason)
    expect(is(error)).toBe(true)
    expect(transport.requests).toHaveLength(1)
  })

  it('tells status and request id of the vendor', async () => {
    const { client, signal } = createTestClient(() => ({ status: 400, headers: { 'x-github-request-id': 'AB:12' } }))
    const error = await client.get('orgs/acme', { schema, signal }).catch((reason: unknown) => reason)
    expect(ProviderError.is(error) && [error.status, error.requestId, error.retryable]).toEqual([400, 'AB:12', false])
    expect((error as Error).message).toBe('GET /orgs/acme was answered with 400 (request AB:12)')
  })

  it("lets the connector's classifier speak first", async () => {
    const { client, signal } = createTestClient(() => ({ status: 403, body: { why: 'plan' } }), {
      classify: ({ status, body }) =>
        status === 403 && (body as { why?: string }).why === 'plan'
          ? { kind: 'feature-unavailable', message: 'needs another plan' }
          : undefined,
    })
    const error = await client.get('x', { schema, signal }).catch((reason: unknown) => reason)
    expect(FeatureUnavailableError.is(error) && error.message).toContain('needs another plan')
  })

  it('[F07] a classifier can tell a quota from a missing permission behind 403', async () => {
    const { client, clock, signal } = createTestClient(
      inTurn({ status: 403, body: { error: { errors: [{ reason: 'userRateLimitExceeded' }] } } }, good),
      {
        classify: ({ status, body }) =>
          status === 403 && JSON.stringify(body).includes('userRateLimitExceeded') ? { kind: 'throttled' } : undefined,
      },
    )
    await client.get('x', { schema, signal })
    expect(clock.monotonic()).toBeGreaterThanOrEqual(2000)
  })

  it("throws the connector's own error for what is fatal", async () => {
    const mine = new NotFoundError('no such organisation')
    const { client, signal } = createTestClient(() => good, { classify: () => ({ kind: 'fatal', error: mine }) })
    await expect(client.get('x', { schema, signal })).rejects.toBe(mine)
  })
})

describe('hostile answers', () => {
  it('[F29] nesting of 100,000 levels is refused without a crash, and not asked for again', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const wide = `{"text":"${'x'.repeat(1_100_000)}","deep":${deep}}`
    for (const body of [deep, wide]) {
      const { client, transport, signal } = createTestClient(() => ({ body }))
      const error = await client.get('x', { schema: any, signal }).catch((reason: unknown) => reason)
      expect(UnexpectedAnswerError.is(error) && error.message).toContain('nested deeper than 512')
      expect(transport.requests).toHaveLength(1)
    }
  })

  it('[F29] brackets inside strings are no nesting', async () => {
    const text = `${'[{"\\'.repeat(300_000)}`
    const { client, signal } = createTestClient(() => ({ body: { text } }))
    expect(await client.get('x', { schema: z.object({ text: z.string() }), signal })).toMatchObject({ data: { text } })
  })

  it('[F31] a byte order mark is dropped, invalid bytes and lone surrogates become U+FFFD', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from('{"bad":"a'),
      Buffer.from([0xff, 0xc0]),
      Buffer.from('b","lone":"x\\ud800y","list":["\\udc00"],"pair":"\\ud83d\\ude00","nul":"\\u0000"}'),
    ])
    const { client, signal } = createTestClient(() => ({ body: bytes }))
    const { data } = await client.get('x', { schema: any, signal })
    expect(data).toEqual({ bad: 'a\ufffd\ufffdb', lone: 'x\ufffdy', list: ['\ufffd'], pair: '😀', nul: '\0' })
  })

  it('[F31] names of 100,000 characters, right to left and look-alikes are kept', async () => {
    const name = `${'n'.repeat(100_000)}\u202e\u0430pple`
    const { client, signal } = createTestClient(() => ({ body: { name } }))
    expect((await client.get('x', { schema, signal })).data.name).toBe(name)
  })

  it('[F32] keys such as __proto__ pollute nothing; of a repeated key the last counts', async () => {
    const body =
      '{"__proto__":{"admin":true},"constructor":1,"toString":2,"a":{"__\\u0070roto__":{"admin":true}},"n":1,"n":2}'
    const { client, signal } = createTestClient(() => ({ body }))
    const { data } = await client.get('x', { schema: any, signal })
    const copy = Object.assign({}, data) as Record<string, unknown>
    expect(copy).toMatchObject({ constructor: 1, toString: 2, n: 2 })
    expect(copy['admin']).toBeUndefined()
    expect((Object.assign({}, copy['a']) as Record<string, unknown>)['admin']).toBeUndefined()
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })
})

describe('secrets', () => {
  it('[F35] none shows up in errors and logs: not of the query, the body, the token or a nested cause', async () => {
    const canary = 'canary-7f3a9b2c1d'
    const lines: string[] = []
    const say = (message: string, data?: unknown): void => {
      lines.push(message + JSON.stringify(data))
    }
    const network = new Error(`connect failed with Bearer ${canary}`, { cause: new Error(`authorization: ${canary}`) })
    const answers = [
      network,
      { status: 500, body: { token: canary } },
      { body: `not json ${canary}` },
      { body: { name: { secret: canary } } },
      { status: 400, body: { message: canary } },
    ]
    const { client, signal } = createTestClient(inTurn(...answers), {
      log: { debug: say, warn: say },
      secrets: [canary],
      classify: ({ body, status }) =>
        status === 400 ? { kind: 'fatal', message: `vendor says ${(body as { message: string }).message}` } : undefined,
    })
    const error = await client
      .get(`/x/${canary}`, { schema, query: { access_token: canary }, signal })
      .catch((reason: unknown) => reason)
    expect(ProviderError.is(error) && error.status).toBe(400)
    const shown = `${(error as Error).message}${(error as Error).stack}${JSON.stringify(error)}${(error as Error).cause}`
    expect(shown + lines.join()).not.toContain(canary)
    expect(lines).toHaveLength(4)
  })
})
