import type { FakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { setUpLimits } from '../../tests/rate-limits-set-up.ts'
import type { RateLimiter, RateObservation } from '../contract/rate-limiter.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import { createRateLimits } from './create-rate-limits.ts'

const hour = 3_600_000

/** A vendor with a fixed window that counts requests when they arrive and answers after 100 ms. */
function createVendor(clock: FakeClock, { limit, windowMs = hour }: { limit: number; windowMs?: number }) {
  let used = 0
  let window = 0
  const vendor = {
    sent: 0,
    refused: 0,
    inFlight: 0,
    mostInFlight: 0,
    refusedPerWindow: new Map<number, number>(),
    sentAt: [] as number[],
    async ask(limiter: RateLimiter, bucket = 'core', cost = 1): Promise<void> {
      const { signal } = new AbortController()
      for (;;) {
        const answered = await limiter
          .run({ bucket, cost, signal }, async () => {
            const now = clock.monotonic()
            if (Math.floor(now / windowMs) !== window) {
              window = Math.floor(now / windowMs)
              used = 0
            }
            vendor.sent++
            vendor.sentAt.push(now)
            vendor.mostInFlight = Math.max(vendor.mostInFlight, ++vendor.inFlight)
            const fits = used + cost <= limit
            if (fits) used += cost
            const remaining = limit - used
            await clock.sleep(100)
            vendor.inFlight--
            const resetAfterMs = (window + 1) * windowMs - clock.monotonic()
            const told = { bucket, limit, remaining, resetAfterMs }
            if (fits) {
              limiter.observe(told)
              return true
            }
            vendor.refused++
            vendor.refusedPerWindow.set(window, (vendor.refusedPerWindow.get(window) ?? 0) + 1)
            limiter.observe({ ...told, refused: { scope: 'bucket', retryAfterMs: 0 } })
            throw new RateLimitError('refused', { bucket, retryAfterMs: resetAfterMs })
          })
          .catch((error: unknown) => {
            if (RateLimitError.is(error) && error.message === 'refused') return false
            throw error
          })
        if (answered) return
      }
    },
  }
  return vendor
}

const signal = new AbortController().signal
const ticket = (bucket = 'core') => ({ bucket, signal })
const refuse = (limiter: RateLimiter, refused: NonNullable<RateObservation['refused']>, bucket = 'core') =>
  limiter.run(ticket(bucket), async () => limiter.observe({ bucket, refused }))
const waitOf = async (clock: FakeClock, limiter: RateLimiter, bucket = 'core'): Promise<number> => {
  const before = clock.monotonic()
  await limiter.run(ticket(bucket), async () => undefined)
  return clock.monotonic() - before
}

describe('quota', () => {
  it('keeps to the concurrency', async () => {
    const { clock, limiter } = setUpLimits({ concurrency: 3 })
    const vendor = createVendor(clock, { limit: 1000 })
    await Promise.all(Array.from({ length: 30 }, () => vendor.ask(limiter)))
    expect(vendor.mostInFlight).toBe(3)
  })

  it('[F05] no request is refused where the vendor tells its quota: the scan waits for the reset in time', async () => {
    const { clock, limiter } = setUpLimits({ maxWaitMs: hour })
    const vendor = createVendor(clock, { limit: 50 })
    await Promise.all(Array.from({ length: 175 }, () => vendor.ask(limiter)))
    expect(vendor.refused).toBe(0)
    // 175 requests need four windows of 50: three full ones and a bit of the fourth.
    expect(clock.monotonic()).toBeLessThan(3 * hour * 1.1)
  })

  it('[F05] where others use the quota up too, at most those in flight are refused, once per window', async () => {
    const { clock, limiter } = setUpLimits({ maxWaitMs: hour })
    const vendor = createVendor(clock, { limit: 60 })
    const other = createRateLimits({ clock, reserve: 0, maxWaitMs: hour }).forScan({
      host: 'api.example.com',
      credential: 'acme',
      signal,
    })
    await Promise.all([
      ...Array.from({ length: 100 }, () => vendor.ask(limiter)),
      ...Array.from({ length: 100 }, () => vendor.ask(other)),
    ])
    for (const refused of vendor.refusedPerWindow.values()) expect(refused).toBeLessThanOrEqual(2 * 8)
    expect(clock.monotonic()).toBeLessThan(3 * hour * 1.1)
  })

  it('[F05] a reset that is too far away defers the scan instead of sleeping', async () => {
    const { clock, limiter } = setUpLimits()
    await limiter.run(ticket(), async () =>
      limiter.observe({ bucket: 'core', limit: 5000, remaining: 0, resetAfterMs: hour }),
    )
    const error = await limiter.run(ticket(), async () => undefined).catch((reason: unknown) => reason)
    expect(RateLimitError.is(error) && [error.bucket, error.retryAfterMs]).toEqual(['core', hour])
    expect(clock.monotonic()).toBe(0)
    expect(clock.sleeping).toBe(0)
  })

  it('[F05] waits out a reset in three seconds', async () => {
    const { clock, limiter } = setUpLimits()
    await limiter.run(ticket(), async () =>
      limiter.observe({ bucket: 'core', limit: 5000, remaining: 0, resetAfterMs: 3000 }),
    )
    expect(await waitOf(clock, limiter)).toBe(3000)
  })

  it('[F05] a reset that has passed does not make it ask at once again and again', async () => {
    const { clock, limiter } = setUpLimits()
    const waits: number[] = []
    for (let round = 0; round < 4; round++) {
      await limiter.run(ticket(), async () =>
        limiter.observe({
          bucket: 'core',
          limit: 5000,
          remaining: 0,
          resetAfterMs: 0,
          refused: { scope: 'bucket', retryAfterMs: 0 },
        }),
      )
      waits.push(await waitOf(clock, limiter))
    }
    expect(waits[0]).toBeGreaterThanOrEqual(2000)
    expect(waits[3]).toBeGreaterThanOrEqual(16_000)
  })

  it('leaves the reserve to the customer', async () => {
    const { clock, limiter } = setUpLimits({ reserve: 0.2, maxWaitMs: hour })
    const vendor = createVendor(clock, { limit: 100 })
    await Promise.all(Array.from({ length: 120 }, () => vendor.ask(limiter)))
    const inFirstWindow = vendor.sentAt.filter((at) => at < hour).length
    expect(inFirstWindow).toBeLessThanOrEqual(80)
    expect(inFirstWindow).toBeGreaterThanOrEqual(75)
    expect(vendor.refused).toBe(0)
  })

  it('waits for a fresh window where the reserve leaves nothing of this one', async () => {
    const { clock, limiter } = setUpLimits({ reserve: 0.9 })
    const vendor = createVendor(clock, { limit: 10, windowMs: 60_000 })
    for (let count = 0; count < 3; count++) await vendor.ask(limiter, 'core', 5)
    expect(vendor.refused).toBe(0)
    expect(clock.monotonic()).toBeLessThan(3 * 60_000)
  })

  it('charges requests whose answers tell nothing by their cost', async () => {
    const { clock, limiter } = setUpLimits()
    await limiter.run(ticket(), async () =>
      limiter.observe({ bucket: 'core', limit: 10, remaining: 3, resetAfterMs: 60_000 }),
    )
    for (let count = 0; count < 3; count++) expect(await waitOf(clock, limiter)).toBe(0)
    expect(await waitOf(clock, limiter)).toBe(60_000)
  })

  it('believes the lowest figure where answers overtake each other', async () => {
    const { clock, limiter } = setUpLimits()
    await limiter.run(ticket(), async () => {
      limiter.observe({ bucket: 'core', limit: 10, remaining: 0, resetAfterMs: 60_000 })
      limiter.observe({ bucket: 'core', limit: 10, remaining: 5, resetAfterMs: 60_000 })
    })
    expect(await waitOf(clock, limiter)).toBe(60_000)
  })

  it('takes in a quota that refills all the time', async () => {
    const { clock, limiter } = setUpLimits()
    const told = { bucket: 'core', limit: 10, resetAfterMs: 60_000 }
    for (const remaining of [5, 1, 4, 9]) {
      await limiter.run(ticket(), async () => limiter.observe({ ...told, remaining }))
      await clock.sleep(6000)
    }
    for (let count = 0; count < 5; count++) await limiter.run(ticket(), async () => undefined)
    expect(clock.monotonic()).toBe(24_000)
  })

  it('[F37] a wall clock that jumps does not change what is waited', async () => {
    const { clock, limiter } = setUpLimits()
    await limiter.run(ticket(), async () =>
      limiter.observe({ bucket: 'core', limit: 10, remaining: 0, resetAfterMs: 60_000 }),
    )
    clock.jump(-hour)
    const waiting = waitOf(clock, limiter)
    clock.jump(2 * hour)
    expect(await waiting).toBe(60_000)
  })

  it('keeps to a documented pace', async () => {
    const { clock, limiter } = setUpLimits({ concurrency: 50 })
    const sentAt: number[] = []
    const paced = { ...ticket(), pace: { units: 60, perMs: 60_000 } }
    await Promise.all(Array.from({ length: 150 }, () => limiter.run(paced, async () => sentAt.push(clock.monotonic()))))
    for (const start of sentAt) {
      expect(sentAt.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(60)
    }
    expect(clock.monotonic()).toBeLessThan(3 * 60_000)
  })
})

describe('waiting', () => {
  it('[F45] ends at once when the request or the scan is aborted, with no timer left', async () => {
    const { clock, limiter, stop } = setUpLimits()
    await refuse(limiter, { scope: 'bucket', retryAfterMs: 600_000 })
    const own = new AbortController()
    const first = limiter.run({ bucket: 'core', signal: own.signal }, async () => 'ran')
    const second = limiter.run(ticket(), async () => 'ran')
    own.abort(new Error('request stopped'))
    await expect(first).rejects.toThrow('request stopped')
    stop.abort(new Error('scan stopped'))
    await expect(second).rejects.toThrow('scan stopped')
    expect(clock.sleeping).toBe(0)
    expect(clock.monotonic()).toBe(0)
  })

  it('does not start a task whose signal was aborted in the queue', async () => {
    const { clock, limiter } = setUpLimits({ concurrency: 1 })
    const controller = new AbortController()
    let started = false
    const running = limiter.run(ticket(), () => clock.sleep(1000))
    const queued = limiter.run({ bucket: 'core', signal: controller.signal }, async () => {
      started = true
    })
    controller.abort(new Error('stopped'))
    await expect(queued).rejects.toThrow('stopped')
    await running
    expect(started).toBe(false)
  })

  it('turns those away who wait already when a new refusal makes it too long', async () => {
    const { clock, limiter } = setUpLimits()
    const late = limiter.run(ticket(), async () => {
      await clock.sleep(1000)
      limiter.observe({ bucket: 'core', refused: { scope: 'bucket', retryAfterMs: hour } })
    })
    await refuse(limiter, { scope: 'bucket', retryAfterMs: 5000 })
    await expect(limiter.run(ticket(), async () => undefined)).rejects.toSatisfy(RateLimitError.is)
    await late
  })

  it('a large line moves in order and does not stall when buckets open and close', async () => {
    const { clock, limiter } = setUpLimits({ concurrency: 4, maxWaitMs: hour })
    const vendor = createVendor(clock, { limit: 40, windowMs: 60_000 })
    const order: number[] = []
    await Promise.all([
      ...Array.from({ length: 200 }, async (_, index) => {
        await vendor.ask(limiter)
        order.push(index)
      }),
      ...Array.from({ length: 50 }, () => limiter.run(ticket('search'), () => clock.sleep(10))),
    ])
    expect(order).toHaveLength(200)
    expect(order.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, index) => index))
  })
})

describe('bookkeeping', () => {
  it('counts what each scan took from each bucket', async () => {
    const { limits, limiter } = setUpLimits()
    const other = limits.forScan({ host: 'api.example.com', credential: 'acme', signal })
    await limiter.run(ticket(), async () =>
      limiter.observe({ bucket: 'core', limit: 5000, remaining: 4999, resetAfterMs: 60_000, notModified: true }),
    )
    limiter.observe({ bucket: 'core', retry: true })
    await limiter.run(ticket('search'), async () => undefined)
    await other.run(ticket(), async () => undefined)
    expect(limiter.usage()).toEqual([
      {
        bucket: 'core',
        requests: 1,
        notModified: 1,
        retries: 1,
        refused: 0,
        limit: 5000,
        remaining: 4999,
        resetAt: '2026-01-01T00:01:00.000Z',
      },
      { bucket: 'search', requests: 1, notModified: 0, retries: 0, refused: 0 },
    ])
    expect(other.usage()).toEqual([{ bucket: 'core', requests: 1, notModified: 0, retries: 0, refused: 0 }])
  })

  it('gives each scan its own budget of retries', () => {
    const { limits, limiter } = setUpLimits({ retries: 2 })
    expect([limiter.takeRetry(), limiter.takeRetry(), limiter.takeRetry()]).toEqual([true, true, false])
    expect(limits.forScan({ host: 'api.example.com', credential: 'acme', signal }).takeRetry()).toBe(true)
  })

  it('[F48] forgets credentials that nobody uses any more', async () => {
    const { clock, limits } = setUpLimits()
    for (let index = 0; index < 1000; index++) {
      const limiter = limits.forScan({ host: 'api.example.com', credential: `tenant-${index}`, signal })
      await limiter.run(ticket(), async () =>
        limiter.observe({ bucket: 'core', limit: 10, remaining: 0, resetAfterMs: 900_000 }),
      )
    }
    expect(limits.size).toBe(1000)
    await clock.advance(800_000)
    limits.forScan({ host: 'api.example.com', credential: 'new', signal })
    expect(limits.size).toBe(1000)
    await clock.advance(800_000)
    limits.forScan({ host: 'api.example.com', credential: 'new', signal })
    expect(limits.size).toBe(0)
  })
})
