import { CredentialError, NotFoundError, ProviderError, RateLimitError, secret } from '@opencasb/core'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { createTokenSource, type FetchedToken, type TokenSourceOptions } from './create-token-source.ts'

const { signal } = new AbortController()
const hour = 3_600_000
const caught = (promise: Promise<unknown>): Promise<unknown> => promise.catch((reason: unknown) => reason)

function setUp(fetch: (count: number) => FetchedToken | Error, options: Partial<TokenSourceOptions> = {}) {
  const clock = createFakeClock({ auto: false })
  let fetches = 0
  const source = createTokenSource({
    clock,
    fetchToken: async () => {
      const result = fetch(++fetches)
      if (result instanceof Error) throw result
      return result
    },
    ...options,
  })
  const reveal = async (): Promise<string> => (await source.token(signal)).value.reveal()
  return { clock, source, reveal, fetches: () => fetches }
}
const numbered = (expiresInMs?: number) => (count: number) => ({
  token: secret(`token-${count}`),
  ...(expiresInMs !== undefined && { expiresInMs }),
})

describe('createTokenSource', () => {
  it('[F21] shares one fetch among all who wait', async () => {
    const { reveal, fetches } = setUp(numbered(hour))
    expect(await Promise.all(Array.from({ length: 10 }, reveal))).toEqual(Array.from({ length: 10 }, () => 'token-1'))
    expect(fetches()).toBe(1)
  })

  it('ends a fetch that nobody waits for any more, and begins anew for whoever comes next', async () => {
    const ended: unknown[] = []
    const patience = [new AbortController(), new AbortController()] as const
    let fetches = 0
    const source = createTokenSource({
      clock: createFakeClock({ auto: false }),
      fetchToken: (attempt) => {
        fetches += 1
        if (fetches > 1) return Promise.resolve({ token: secret('token-2') })
        return new Promise((_resolve, reject) => {
          attempt.addEventListener('abort', () => {
            ended.push(attempt.reason)
            reject(attempt.reason)
          })
        })
      },
    })
    const waits = patience.map(({ signal: own }) => caught(source.token(own)))
    patience[0].abort('first')
    expect([await waits[0], ended]).toEqual(['first', []])
    patience[1].abort('second')
    expect([await waits[1], ended]).toEqual(['second', ['second']])
    expect((await source.token(signal)).value.reveal()).toBe('token-2')
  })

  it('renews a token before it ends', async () => {
    const { clock, reveal } = setUp(numbered(hour))
    await reveal()
    await clock.advance(hour - 301_000)
    expect(await reveal()).toBe('token-1')
    await clock.advance(2000)
    expect(await reveal()).toBe('token-2')
  })

  it('renews a short token not before four fifths of its life', async () => {
    const { clock, reveal } = setUp(numbered(60_000))
    await reveal()
    await clock.advance(47_000)
    expect(await reveal()).toBe('token-1')
    await clock.advance(2000)
    expect(await reveal()).toBe('token-2')
  })

  it('keeps a token of which nobody tells the end', async () => {
    const { clock, reveal } = setUp(numbered())
    await reveal()
    await clock.advance(1000 * hour)
    expect(await reveal()).toBe('token-1')
  })

  it('[F37] does not mind a wall clock that jumps', async () => {
    const { clock, reveal } = setUp(numbered(hour))
    await reveal()
    clock.jump(5 * hour)
    expect(await reveal()).toBe('token-1')
    clock.jump(-10 * hour)
    await clock.advance(hour)
    expect(await reveal()).toBe('token-2')
  })

  it('[F21] renews a refused token once, whoever says that it was refused', async () => {
    const { source, fetches } = setUp(numbered(hour))
    const refused = await source.token(signal)
    const renewed = await Promise.all([source.renew(refused, signal), source.renew(refused, signal)])
    const late = await source.renew(refused, signal)
    expect([...renewed, late].map(({ value }) => value.reveal())).toEqual(['token-2', 'token-2', 'token-2'])
    expect(fetches()).toBe(2)
  })

  it.each([
    ['400', new ProviderError('400', { status: 400 })],
    ['401', new CredentialError('401')],
    ['404', new NotFoundError('no such installation')],
    ['invalid_grant', new Error('invalid_grant')],
  ])('[F23] %s is for good', async (_title, error) => {
    const { source } = setUp(() => error)
    expect(await caught(source.token(signal))).toSatisfy(CredentialError.is)
  })

  it.each([
    ['503', new ProviderError('503', { status: 503 }), ProviderError.is],
    ['429', new RateLimitError('429', { bucket: 'x', retryAfterMs: 1 }), RateLimitError.is],
    ['no answer', new Error('ECONNRESET'), ProviderError.is],
  ])('[F23] %s may pass', async (_title, error, is) => {
    const { source, reveal } = setUp((count) => (count === 1 ? error : { token: secret('token-2') }))
    expect(await caught(source.token(signal))).toSatisfy(is)
    expect(await reveal()).toBe('token-2')
  })

  it('[F23] an endpoint that hangs fails after its time, and the next call asks again', async () => {
    let fetches = 0
    const source = createTokenSource({
      clock: createFakeClock(),
      timeoutMs: 10,
      fetchToken: () => (++fetches === 1 ? new Promise(() => {}) : Promise.resolve({ token: secret('token-2') })),
    })
    expect(await caught(source.token(signal))).toSatisfy(ProviderError.is)
    expect((await source.token(signal)).value.reveal()).toBe('token-2')
  })

  it('[F23] the old token serves until its end where renewing fails for now', async () => {
    const { clock, reveal } = setUp((count) =>
      count === 1 ? numbered(hour)(1) : new ProviderError('503', { status: 503 }),
    )
    await reveal()
    await clock.advance(hour - 60_000)
    expect(await reveal()).toBe('token-1')
    await clock.advance(60_000)
    await expect(reveal()).rejects.toThrow('503')
  })

  it('[F45] the abort of one who waits does not end the fetch of the others', async () => {
    const release = Promise.withResolvers<FetchedToken>()
    const source = createTokenSource({ clock: createFakeClock(), fetchToken: () => release.promise })
    const controller = new AbortController()
    const first = source.token(controller.signal)
    const second = source.token(signal)
    controller.abort(new Error('stopped'))
    await expect(first).rejects.toThrow('stopped')
    release.resolve({ token: secret('token-1') })
    expect((await second).value.reveal()).toBe('token-1')
  })

  it('[F35] no error quotes the token or the cause', async () => {
    const { source } = setUp(() => new Error('failed with client_secret=canary-1234'))
    const error = (await caught(source.token(signal))) as Error
    expect(`${error.message} ${error.cause}`).not.toContain('canary')
  })
})
