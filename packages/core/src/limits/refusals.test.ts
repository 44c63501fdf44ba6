import type { FakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { setUpLimits } from '../../tests/rate-limits-set-up.ts'
import type { RateLimiter, RateObservation } from '../contract/rate-limiter.ts'
import { ProviderError } from '../errors/provider-error.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'

const hour = 3_600_000

const signal = new AbortController().signal
const ticket = (bucket = 'core') => ({ bucket, signal })
const refuse = (limiter: RateLimiter, refused: NonNullable<RateObservation['refused']>, bucket = 'core') =>
  limiter.run(ticket(bucket), async () => limiter.observe({ bucket, refused }))
const waitOf = async (clock: FakeClock, limiter: RateLimiter, bucket = 'core'): Promise<number> => {
  const before = clock.monotonic()
  await limiter.run(ticket(bucket), async () => undefined)
  return clock.monotonic() - before
}

describe('refusals', () => {
  it('[F01] asks nobody of the bucket before the time that the vendor gave', async () => {
    const { clock, limiter } = setUpLimits()
    await refuse(limiter, { scope: 'bucket', retryAfterMs: 7000 })
    const waits = await Promise.all([waitOf(clock, limiter), waitOf(clock, limiter), waitOf(clock, limiter, 'search')])
    expect(waits).toEqual([7000, 7000, 0])
  })

  it('[F04] a refusal of the credential stops all of its buckets, in all scans', async () => {
    const { clock, limits, limiter } = setUpLimits()
    const second = limits.forScan({ host: 'api.example.com', credential: 'acme', signal })
    await refuse(limiter, { scope: 'credential', retryAfterMs: 30_000 })
    expect(await Promise.all([waitOf(clock, limiter, 'graphql'), waitOf(clock, second)])).toEqual([30_000, 30_000])
  })

  it('[F04] without a time it waits a minute at least, then longer each time', async () => {
    const { clock, limiter } = setUpLimits()
    const waits: number[] = []
    for (let round = 0; round < 3; round++) {
      await refuse(limiter, { scope: 'credential', retryAfterMs: 0 })
      waits.push(await waitOf(clock, limiter))
    }
    expect(waits[0]).toBeGreaterThanOrEqual(60_000)
    expect(waits[1]).toBeGreaterThanOrEqual(120_000)
    expect(waits[2]).toBeGreaterThanOrEqual(240_000)
    expect(waits[2]).toBeLessThanOrEqual(240_000 * 1.2)
  })

  it('[F03] waits grow with each refusal until the scan is deferred', async () => {
    const { clock, limiter } = setUpLimits()
    const waits: number[] = []
    let error: unknown
    while (error === undefined && waits.length < 20) {
      await refuse(limiter, { scope: 'bucket', retryAfterMs: 0 })
      error = await waitOf(clock, limiter).then(
        (wait) => {
          waits.push(wait)
        },
        (reason: unknown) => reason,
      )
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits.length).toBeGreaterThanOrEqual(8)
    expect(RateLimitError.is(error) && error.retryAfterMs > 900_000).toBe(true)
  })

  it('[F03] an absurdly long time defers the scan by a day at most', async () => {
    const { limiter } = setUpLimits()
    await refuse(limiter, { scope: 'bucket', retryAfterMs: 1e12 })
    const error = await limiter.run(ticket(), async () => undefined).catch((reason: unknown) => reason)
    expect(RateLimitError.is(error) && error.retryAfterMs).toBe(86_400_000)
  })

  it('[F03] refusals of requests that were under way count as one', async () => {
    const { clock, limiter } = setUpLimits()
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        limiter.run(ticket(), async () => {
          await clock.sleep(100 + index)
          limiter.observe({ bucket: 'core', refused: { scope: 'bucket', retryAfterMs: 0 } })
        }),
      ),
    )
    const wait = await waitOf(clock, limiter)
    // Counted from the first refusal, and asked 7 ms after it.
    expect(wait).toBeGreaterThanOrEqual(1993)
    expect(wait).toBeLessThanOrEqual(2400)
  })

  it('forgets refusals after good answers', async () => {
    const { clock, limiter } = setUpLimits()
    await refuse(limiter, { scope: 'bucket', retryAfterMs: 0 })
    for (let count = 0; count < 12; count++) await waitOf(clock, limiter)
    await refuse(limiter, { scope: 'bucket', retryAfterMs: 0 })
    expect(await waitOf(clock, limiter)).toBeLessThanOrEqual(2400)
  })

  it('halves the requests in flight on a refusal, and lets them grow again slowly', async () => {
    const { clock, limiter } = setUpLimits()
    const mostInFlight = async (requests: number): Promise<number> => {
      let inFlight = 0
      let most = 0
      const task = async (): Promise<void> => {
        most = Math.max(most, ++inFlight)
        await clock.sleep(100)
        inFlight--
      }
      await Promise.all(Array.from({ length: requests }, () => limiter.run(ticket(), task)))
      return most
    }
    await refuse(limiter, { scope: 'bucket', retryAfterMs: 1000 })
    expect(await mostInFlight(20)).toBe(4)
    expect(await mostInFlight(200)).toBe(8)
  })

  it('[F47] one credential that is throttled to zero does not slow the others', async () => {
    const { clock, limits, limiter } = setUpLimits()
    await refuse(limiter, { scope: 'credential', retryAfterMs: 600_000 })
    const waits = await Promise.all(
      Array.from({ length: 99 }, (_, index) =>
        waitOf(clock, limits.forScan({ host: 'api.example.com', credential: `tenant-${index}`, signal })),
      ),
    )
    expect(Math.max(...waits)).toBe(0)
    expect(limits.size).toBe(100)
  })
})

describe('outages', () => {
  const down = () => Promise.reject(new ProviderError('down', { status: 503 }))

  it('[F11] a vendor that is down for a minute gets few requests, and the scan goes on after it', async () => {
    const { clock, limiter } = setUpLimits()
    let sent = 0
    const ask = async (): Promise<void> => {
      for (;;) {
        try {
          return await limiter.run(ticket(), async () => {
            sent++
            await clock.sleep(50)
            if (clock.monotonic() < 60_000) await down()
          })
        } catch (error) {
          if (!ProviderError.is(error)) throw error
          await clock.sleep(500)
        }
      }
    }
    await Promise.all(Array.from({ length: 40 }, ask))
    expect(limiter.outage).toBe(false)
    expect(sent - 40).toBeLessThanOrEqual(30)
    expect(clock.monotonic()).toBeLessThan(120_000)
  })

  it('[F10] one object that always fails is no outage', async () => {
    const { clock, limiter } = setUpLimits()
    for (let round = 0; round < 40; round++) {
      await limiter.run(ticket(), down).catch(() => undefined)
      await limiter.run(ticket(), async () => undefined)
    }
    expect(limiter.outage).toBe(false)
    expect(clock.monotonic()).toBe(0)
  })

  it('[F11] fails at once where the vendor has been down for minutes', async () => {
    const { clock, limiter } = setUpLimits()
    for (let count = 0; count < 8; count++) await limiter.run(ticket(), down).catch(() => undefined)
    expect(limiter.outage).toBe(true)
    let sent = 0
    let error: unknown
    while (clock.monotonic() < hour && !(ProviderError.is(error) && error.status === undefined)) {
      error = await limiter
        .run(ticket(), () => {
          sent++
          return down()
        })
        .catch((reason: unknown) => reason)
    }
    expect(sent).toBeLessThanOrEqual(10)
    expect(clock.monotonic()).toBeLessThan(420_000)
  })

  it('an aborted probe lets the next one try', async () => {
    const { clock, limiter } = setUpLimits()
    for (let count = 0; count < 8; count++) await limiter.run(ticket(), down).catch(() => undefined)
    const controller = new AbortController()
    const probe = limiter.run({ bucket: 'core', signal: controller.signal }, () => clock.sleep(hour, controller.signal))
    const next = limiter.run(ticket(), async () => 'back')
    await clock.sleep(6000)
    controller.abort(new Error('stopped'))
    await expect(probe).rejects.toThrow('stopped')
    expect(await next).toBe('back')
  })
})
