import { CredentialError, ProviderError, secret } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestClient, type TestClient } from '../../tests/create-test-client.ts'
import { createStaticTokenSource } from '../tokens/create-static-token-source.ts'
import { createTokenSource, type FetchedToken } from '../tokens/create-token-source.ts'

const schema = z.object({ name: z.string() })
const good = { body: { name: 'acme' } }
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((reason: unknown) => reason)

/** A vendor that accepts only the tokens in `valid`, and a source that fetches what `next` says. */
function setUp(
  next: (count: number) => FetchedToken | Error,
): TestClient & { valid: Set<string>; fetches: () => number } {
  const valid = new Set<string>()
  let fetches = 0
  const test: TestClient = createTestClient(
    async ({ headers }) => {
      // The time that an answer takes, so that requests overlap.
      await new Promise((resolve) => setTimeout(resolve, 2))
      return valid.has(headers['authorization'] ?? '') ? good : { status: 401 }
    },
    {
      authorize: {
        tokens: createTokenSource({
          clock: {
            now: () => test.clock.now(),
            monotonic: () => test.clock.monotonic(),
            sleep: () => Promise.resolve(),
          },
          fetchToken: async () => {
            const token = next(++fetches)
            if (token instanceof Error) throw token
            return token
          },
        }),
      },
    },
  )
  return { ...test, valid, fetches: () => fetches }
}

const many = (test: TestClient, count = 20): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(
    Array.from({ length: count }, (_, index) => test.client.get(`x/${index}`, { schema, signal: test.signal })),
  )

describe('a credential', () => {
  it('signs requests with a bearer token, or as the connector says', async () => {
    const tokens = createStaticTokenSource(secret('abcdef123456'))
    const bearer = createTestClient(() => good, { authorize: { tokens } })
    await bearer.client.get('x', { schema, signal: bearer.signal })
    const own = createTestClient(() => good, { authorize: { tokens, headers: (token) => ({ 'x-api-key': token }) } })
    await own.client.get('x', { schema, signal: own.signal })
    expect(bearer.transport.requests[0]?.headers['authorization']).toBe('Bearer abcdef123456')
    expect(own.transport.requests[0]?.headers).toMatchObject({ 'x-api-key': 'abcdef123456' })
    expect(own.transport.requests[0]?.headers['authorization']).toBeUndefined()
  })

  it('[F21] that ends in the middle is renewed once for all who wait, and each request is repeated once', async () => {
    const test = setUp((count) => ({ token: secret(`token-${count}`) }))
    test.valid.add('Bearer token-1')
    await many(test)
    test.valid.clear()
    test.valid.add('Bearer token-2')
    const outcomes = await many(test)
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(test.fetches()).toBe(2)
    // 20 good ones, at most 8 in flight with the old token, 20 good ones.
    expect(test.transport.requests.length).toBeLessThanOrEqual(20 + 8 + 20)
  })

  it('[F22] that is revoked stops after two refused calls, whoever asks', async () => {
    const test = setUp((count) => ({ token: secret(`token-${count}`) }))
    const outcomes = await many(test)
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && CredentialError.is(outcome.reason))).toBe(true)
    expect(test.transport.requests).toHaveLength(2)
    expect(await caught(test.client.get('later', { schema, signal: test.signal }))).toSatisfy(CredentialError.is)
    expect(test.transport.requests).toHaveLength(2)
  })

  it('[F22] that is revoked in the middle costs those in flight and one more', async () => {
    const test = setUp((count) => ({ token: secret(`token-${count}`) }))
    test.valid.add('Bearer token-1')
    await many(test)
    test.valid.clear()
    await many(test)
    expect(test.transport.requests.length).toBeLessThanOrEqual(20 + 8 + 1)
  })

  it('[F22] that never changes stops after one refused call', async () => {
    const { client, transport, signal } = createTestClient(() => ({ status: 401 }), {
      authorize: { tokens: createStaticTokenSource(secret('abcdef123456')) },
    })
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => caught(client.get('x', { schema, signal }))))
    expect(outcomes.every(CredentialError.is)).toBe(true)
    expect(transport.requests).toHaveLength(1)
  })

  it('[F23] whose renewal is refused for good fails at once', async () => {
    const test = setUp((count) => (count === 1 ? { token: secret('token-1') } : new CredentialError('invalid_grant')))
    const outcomes = await many(test)
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && CredentialError.is(outcome.reason))).toBe(true)
    expect(test.transport.requests).toHaveLength(1)
    expect(test.fetches()).toBe(2)
  })

  it('[F23] whose renewal fails for now is asked for again later', async () => {
    const test = setUp((count) =>
      count === 2 ? new ProviderError('down', { status: 503 }) : { token: secret(`token-${count}`) },
    )
    test.valid.add('Bearer token-3')
    const first = await caught(test.client.get('x', { schema, signal: test.signal }))
    expect(ProviderError.is(first) && first.status).toBe(503)
    expect((await test.client.get('x', { schema, signal: test.signal })).data).toEqual({ name: 'acme' })
  })

  it('[F24] that lacks a permission for one route is good for the others', async () => {
    const { client, transport, signal } = createTestClient(
      ({ url }) => (url.pathname === '/no' ? { status: 403 } : good),
      {
        authorize: { tokens: createStaticTokenSource(secret('abcdef123456')) },
      },
    )
    const outcomes = await Promise.allSettled(['no', 'a', 'b'].map((path) => client.get(path, { schema, signal })))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect(transport.requests).toHaveLength(3)
  })

  it('[F45] waiting for another request to prove it ends with an abort', async () => {
    const { client, signal } = createTestClient(() => new Promise(() => {}), {
      authorize: { tokens: createStaticTokenSource(secret('abcdef123456')) },
    })
    const controller = new AbortController()
    const prover = caught(client.get('x', { schema, signal: AbortSignal.any([signal, controller.signal]) }))
    const waiting = caught(client.get('y', { schema, signal: controller.signal }))
    setTimeout(() => controller.abort(new Error('stopped')), 5)
    expect(String(await waiting)).toContain('stopped')
    await prover
  })
})
