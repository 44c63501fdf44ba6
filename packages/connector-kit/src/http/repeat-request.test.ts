import { ProviderError, RateLimitError, UnexpectedAnswerError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestClient } from '../../tests/create-test-client.ts'
import { inTurn, type ScriptedAnswer } from '../../tests/scripted-transport.ts'

const schema = z.object({ items: z.array(z.number()) })
const good = { body: { items: [1, 2] } }
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((reason: unknown) => reason)

describe('what is repeated', () => {
  it.each<[string, ScriptedAnswer | Error]>([
    ['[F10] 500', { status: 500 }],
    ['[F10] 502', { status: 502, body: '<html>bad gateway</html>' }],
    ['[F10] 503', { status: 503 }],
    ['[F10] 504', { status: 504 }],
    ['408', { status: 408 }],
    ['[F12] a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
    ['[F12] a host that is not found', Object.assign(new Error('x'), { code: 'ENOTFOUND' })],
    ['[F12] a reset before the headers', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
    ['[F12] a failing fetch', new TypeError('fetch failed')],
    ['[F13] a reset inside the body', { ...good, cut: Object.assign(new Error('x'), { code: 'UND_ERR_SOCKET' }) }],
    ['[F15] truncated JSON', { body: '{"items":[1' }],
    ['[F15] a web page', { body: '<!doctype html><p>Maintenance</p>' }],
    ['[F15] an empty body', { body: '' }],
    ['[F15] null', { body: 'null' }],
    ['[F15] the wrong shape', { body: { items: 'none' } }],
    ['[F15] an empty object', { body: {} }],
  ])('%s is asked for again, and the answer is complete', async (_title, fault) => {
    const { client, transport, limiter, signal } = createTestClient(inTurn(fault, fault, good))
    expect((await client.get('list', { schema, signal })).data.items).toEqual([1, 2])
    expect(transport.requests).toHaveLength(3)
    expect(limiter.usage()[0]).toMatchObject({ requests: 3, retries: 2 })
  })

  it('[F10] what fails for ever is given up after four repetitions, with the last status', async () => {
    const { client, transport, clock, signal } = createTestClient(() => ({ status: 502 }))
    const error = await caught(client.get('x', { schema, signal }))
    expect(ProviderError.is(error) && error.status).toBe(502)
    expect(transport.requests).toHaveLength(5)
    expect(clock.monotonic()).toBeLessThanOrEqual(1000 + 2000 + 4000 + 8000)
  })

  it('[F15] a wrong shape for ever is an unexpected answer, never an empty list', async () => {
    const { client, transport, signal } = createTestClient(() => ({ body: { items: null } }))
    const error = await caught(client.get('x', { schema, signal }))
    expect(UnexpectedAnswerError.is(error) && error.message).toBe(
      'The answer does not have the expected shape: at items',
    )
    expect(transport.requests).toHaveLength(5)
  })

  it('[F10] one bad object does not stop its siblings, with a tenth of the others failing at random', async () => {
    let random = 7
    const { client, transport, signal } = createTestClient(({ url }) => {
      random = (random * 48_271) % 2_147_483_647
      return url.pathname === '/object/13' || random % 10 === 0 ? { status: 500 } : good
    })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) => client.get(`/object/${index}`, { schema, signal })),
    )
    expect(outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([13])
    expect(transport.requests.length).toBeLessThan(260)
  })

  it('a request that may have changed something is not sent twice', async () => {
    for (const fault of [{ status: 500 }, Object.assign(new Error('x'), { code: 'ECONNRESET' }), { body: '{' }]) {
      const { client, transport, signal } = createTestClient(inTurn(fault, good))
      await expect(client.post('x', { schema, json: {}, signal })).rejects.toBeInstanceOf(Error)
      expect(transport.requests).toHaveLength(1)
    }
  })

  it('a request that only reads is', async () => {
    const { client, transport, signal } = createTestClient(inTurn({ status: 502 }, good))
    await client.post('graphql', { schema, json: {}, idempotent: true, signal })
    expect(transport.requests).toHaveLength(2)
  })

  it('stops repeating when the budget of the scan is used up', async () => {
    const answer = ({ url }: { url: URL }) => (url.pathname === '/good' ? good : { status: 500 })
    const { client, limiter, signal } = createTestClient(answer, {}, { retries: 6 })
    for (const path of ['a', 'good', 'b', 'good', 'c']) await caught(client.get(path, { schema, signal }))
    expect(limiter.usage()[0]).toMatchObject({ requests: 5 + 6, retries: 6 })
  })

  it('[F45] an abort ends the wait before a repetition', async () => {
    const { client, signal, stop, clock } = createTestClient(() => ({ status: 500, headers: { 'retry-after': '50' } }))
    const pending = client.get('x', { schema, signal })
    const stopped = clock.sleep(10).then(() => stop.abort(new Error('stopped')))
    await expect(pending).rejects.toThrow('stopped')
    await stopped
    expect(clock.sleeping).toBe(0)
  })
})

describe('Retry-After', () => {
  const throttled = (value?: string, date?: string): ScriptedAnswer => ({
    status: 429,
    headers: { ...(value !== undefined && { 'retry-after': value }), ...(date && { date }) },
  })
  const waitAfter = async (answer: ScriptedAnswer): Promise<number> => {
    const { client, clock, transport, signal } = createTestClient(inTurn(answer, good))
    await client.get('x', { schema, signal })
    expect(transport.requests).toHaveLength(2)
    return clock.monotonic()
  }

  it('[F01] seconds are waited for by everybody in the bucket, and cost no retry', async () => {
    let refusedAt = 0
    const sentAt: number[] = []
    const setUp = createTestClient((_request, count) => {
      sentAt.push(setUp.clock.monotonic())
      refusedAt = setUp.clock.monotonic()
      return count <= 8 ? throttled('30') : good
    })
    const { client, signal, limiter, clock } = setUp
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => client.get(`x/${index}`, { schema, signal })),
    )
    expect(answers).toHaveLength(20)
    expect(refusedAt).toBe(30_000)
    expect(sentAt.filter((at) => at > 0 && at < 30_000)).toEqual([])
    expect(clock.monotonic()).toBe(30_000)
    expect(limiter.takeRetry()).toBe(true)
  })

  it.each([
    ['our clock right', 0],
    ['our clock an hour fast', -3_600_000],
    ['our clock an hour slow', 3_600_000],
  ])("[F02] [F37] a date is judged against the answer's own clock: %s", async (_title, skew) => {
    const vendor = Date.parse('2026-01-01T00:00:00Z') + skew
    const date = new Date(vendor).toUTCString()
    expect(await waitAfter(throttled(new Date(vendor + 45_000).toUTCString(), date))).toBe(45_000)
  })

  it.each(['-5', '', 'soon', undefined, '0'])('[F03] %j is no time: the wait is ours', async (value) => {
    const wait = await waitAfter(throttled(value))
    expect(wait).toBeGreaterThanOrEqual(2000)
    expect(wait).toBeLessThanOrEqual(2400)
  })

  it('[F03] a time that is too long defers the scan instead of sleeping', async () => {
    const { client, clock, transport, signal } = createTestClient(() => throttled('1000000000'))
    const error = await caught(client.get('x', { schema, signal }))
    expect(RateLimitError.is(error) && error.retryAfterMs).toBe(86_400_000)
    expect(clock.monotonic()).toBe(0)
    expect(transport.requests).toHaveLength(1)
  })

  it('[F03] refusals for ever end as a rate limit error', async () => {
    const { client, transport, signal } = createTestClient(() => throttled('1'))
    expect(await caught(client.get('x', { schema, signal }))).toSatisfy(RateLimitError.is)
    expect(transport.requests).toHaveLength(11)
  })

  it('[F10] of a failing answer is waited for by that request alone', async () => {
    const { client, clock, signal } = createTestClient(({ url }, count) =>
      url.pathname === '/bad' && count < 3 ? { status: 503, headers: { 'retry-after': '20' } } : good,
    )
    const bad = client.get('bad', { schema, signal })
    await client.get('other', { schema, signal })
    expect(clock.monotonic()).toBe(0)
    await bad
    expect(clock.monotonic()).toBeGreaterThanOrEqual(20_000)
  })
})

describe('quota headers', () => {
  const vendorTime = Date.parse('2030-05-05T10:00:00Z')
  const headersWith = (reset: number): Record<string, string> => ({
    date: new Date(vendorTime).toUTCString(),
    'x-ratelimit-limit': '100',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(reset),
  })

  it.each([
    ['epoch seconds', vendorTime / 1000 + 60],
    ['[F37] epoch milliseconds', vendorTime + 60_000],
    ['seconds from now', 60],
  ])('[F05] the next request waits for a reset in %s', async (_title, reset) => {
    const { client, clock, signal } = createTestClient(() => ({ ...good, headers: headersWith(reset) }))
    await client.get('a', { schema, signal })
    await client.get('b', { schema, signal })
    expect(clock.monotonic()).toBe(60_000)
  })

  it('[F05] a refusal without Retry-After waits for the reset', async () => {
    const { client, clock, signal } = createTestClient(
      inTurn({ status: 403, headers: headersWith(vendorTime / 1000 + 90) }, good),
    )
    await client.get('a', { schema, signal })
    expect(clock.monotonic()).toBe(90_000)
  })
})

describe('outages', () => {
  it('[F11] a minute of 503 costs few requests, and all streams go on after it', async () => {
    const setUp = createTestClient(() => (setUp.clock.monotonic() < 60_000 ? { status: 503 } : good))
    const { client, clock, transport, signal } = setUp
    await Promise.all(Array.from({ length: 30 }, (_, index) => client.get(`x/${index}`, { schema, signal })))
    expect(transport.requests.length).toBeLessThan(30 + 30)
    expect(clock.monotonic()).toBeLessThan(120_000)
  })

  it('[F11] a vendor that stays away fails the requests in the end', async () => {
    const { client, clock, transport, signal } = createTestClient(() => ({ status: 503 }))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => client.get(`x/${index}`, { schema, signal })),
    )
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && ProviderError.is(outcome.reason))).toBe(true)
    expect(transport.requests.length).toBeLessThan(50)
    expect(clock.monotonic()).toBeLessThan(600_000)
  })
})
