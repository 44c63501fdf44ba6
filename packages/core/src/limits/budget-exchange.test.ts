import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import type { BudgetStore } from '../contract/budget-store.ts'
import type { RateLimiter, RateTicket } from '../contract/rate-limiter.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import { createMemoryState } from '../state/memory-state.ts'
import { createRateLimits } from './create-rate-limits.ts'
import type { RateLimitsOptions } from './rate-limits.ts'

const minute = 60_000
const { signal } = new AbortController()
const ticket: RateTicket = { bucket: 'core', signal }

/** Workers with limits of their own that share the budgets of one credential. */
function createWorkers(count: number, options: Partial<RateLimitsOptions> = {}) {
  const clock = createFakeClock()
  const store = createMemoryState({ clock }).budgets
  const exchanges: number[] = []
  const counted: BudgetStore = {
    exchange: (...given) => {
      exchanges.push(clock.monotonic())
      return store.exchange(...given)
    },
    leave: (key, holder) => store.leave(key, holder),
  }
  const worker = (): RateLimiter =>
    createRateLimits({ clock, reserve: 0, budgets: counted, ...options }).forScan({
      host: 'acme',
      credential: 'shared',
      signal,
    })
  return { clock, exchanges, worker, workers: Array.from({ length: count }, worker) }
}

/** A vendor that answers after 100 ms and notes how many requests were under way. */
function createVendor(clock: FakeClock) {
  let inFlight = 0
  const vendor = {
    sentAt: [] as number[],
    most: 0,
    /** The most under way since this time. */
    since: 0,
    async ask(limiter: RateLimiter, pace?: RateTicket['pace'], answer = (): void => undefined): Promise<void> {
      await limiter.run({ ...ticket, ...(pace && { pace }) }, async () => {
        inFlight++
        vendor.sentAt.push(clock.monotonic())
        if (clock.monotonic() >= vendor.since) vendor.most = Math.max(vendor.most, inFlight)
        await clock.sleep(100)
        inFlight--
        answer()
      })
    },
  }
  return vendor
}

/** Asks again and again until a time, as many at once as the limiter admits. */
async function keepAsking(clock: FakeClock, until: number, ask: () => Promise<void>): Promise<void> {
  const lane = async (): Promise<void> => {
    while (clock.monotonic() < until) await ask()
  }
  await Promise.all(Array.from({ length: 10 }, lane))
}

describe('workers that share a credential', () => {
  it('[F05] a refusal that one sees stops all: no more are refused than were in flight, window after window', async () => {
    const { clock, workers } = createWorkers(4, { maxWaitMs: 2 * minute })
    const windowMs = minute
    const refused = new Map<number, number>()
    let used = 0
    let window = 0
    // Tells nothing of its quota, refuses after 300 requests in a minute.
    const ask = (limiter: RateLimiter): Promise<void> =>
      limiter.run(ticket, async () => {
        const now = Math.floor(clock.monotonic() / windowMs)
        if (now !== window) [window, used] = [now, 0]
        const fits = ++used <= 300
        await clock.sleep(100)
        if (fits) return
        refused.set(now, (refused.get(now) ?? 0) + 1)
        const retryAfterMs = (now + 1) * windowMs - clock.monotonic()
        limiter.observe({ bucket: 'core', refused: { scope: 'credential', retryAfterMs } })
      })
    await Promise.all(workers.map((limiter) => keepAsking(clock, 4 * minute, () => ask(limiter))))
    expect(refused.size).toBeGreaterThanOrEqual(4)
    // Eight may be in flight, and the notes take a second, in which each of the others finds out for itself at most.
    for (const count of refused.values()) expect(count).toBeLessThanOrEqual(8)
  })

  it('asks the others before the first request, so that a stop that is on holds newcomers too', async () => {
    const { clock, workers, worker } = createWorkers(1)
    const [first] = workers
    await first?.run(ticket, async () =>
      first.observe({ bucket: 'core', refused: { scope: 'bucket', retryAfterMs: 5 * minute } }),
    )
    await clock.sleep(2 * minute)
    await worker().run(ticket, async () => undefined)
    expect(clock.monotonic()).toBe(5 * minute)
  })

  it('a stop that one learnt of ends with the time that the vendor gave', async () => {
    const { clock, workers } = createWorkers(2)
    const vendor = createVendor(clock)
    const [first, second] = workers
    if (!first || !second) return expect.unreachable()
    await Promise.all([
      keepAsking(clock, 20_000, () => vendor.ask(second)),
      clock
        .sleep(3_000)
        .then(() =>
          first.run(ticket, async () =>
            first.observe({ bucket: 'core', refused: { scope: 'bucket', retryAfterMs: 10_000 } }),
          ),
        ),
    ])
    const gaps = vendor.sentAt.slice(1).map((at, index) => ({ from: vendor.sentAt[index] ?? 0, to: at }))
    const [longest] = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from))
    expect(longest?.from).toBeLessThanOrEqual(5_000)
    expect(longest?.to).toBeGreaterThanOrEqual(13_000)
    expect(longest?.to).toBeLessThanOrEqual(14_500)
  })

  it('divide the requests in flight', async () => {
    const { clock, workers } = createWorkers(3, { concurrency: 9 })
    const vendor = createVendor(clock)
    vendor.since = 1_500
    await Promise.all(workers.map((limiter) => keepAsking(clock, 10_000, () => vendor.ask(limiter))))
    expect(vendor.most).toBe(9)
  })

  it('one that is alone again has all of them', async () => {
    const { clock, workers } = createWorkers(2)
    const vendor = createVendor(clock)
    const [first, second] = workers
    if (!first || !second) return expect.unreachable()
    const alone = createVendor(clock)
    alone.since = 15_000
    await Promise.all([
      keepAsking(clock, 3_000, () => vendor.ask(second)),
      keepAsking(clock, 20_000, () => alone.ask(first)),
    ])
    expect(alone.most).toBe(8)
  })

  it('divide the pace', async () => {
    const { clock, workers } = createWorkers(4)
    const vendor = createVendor(clock)
    const pace = { units: 60, perMs: minute }
    await Promise.all(workers.map((limiter) => keepAsking(clock, 5 * minute, () => vendor.ask(limiter, pace))))
    const from = (since: number): number => vendor.sentAt.filter((at) => at >= since && at < since + minute).length
    // Before they know of each other, the first takes what it may use at once and each of the others one.
    expect(from(0)).toBeLessThanOrEqual(60 + 4)
    const later = vendor.sentAt.filter((at) => at >= 10_000)
    expect(Math.max(...later.map(from))).toBeLessThanOrEqual(60)
    expect(vendor.sentAt.length).toBeGreaterThanOrEqual(5 * 60 * 0.8)
  })

  it("[F05] keep the customer's reserve, and none is refused where the vendor tells its quota", async () => {
    const { clock, workers } = createWorkers(3, { reserve: 0.2, maxWaitMs: 90 * minute })
    const vendor = createVendor(clock)
    const limit = 200
    const spent = [0, 0]
    const tell = (limiter: RateLimiter) => (): void => {
      const window = clock.monotonic() < 60 * minute ? 0 : 1
      const used = vendor.sentAt.filter((at) => at >= window * 60 * minute).length
      spent[window] = used
      const resetAfterMs = (window + 1) * 60 * minute - clock.monotonic()
      limiter.observe({ bucket: 'core', limit, remaining: Math.max(0, limit - used), resetAfterMs })
    }
    const asking = workers.flatMap((limiter) =>
      Array.from({ length: 80 }, () => vendor.ask(limiter, undefined, tell(limiter))),
    )
    await Promise.all(asking)
    expect(vendor.sentAt).toHaveLength(240)
    expect(spent[0]).toBeLessThanOrEqual(160)
    expect(spent[0]).toBeGreaterThanOrEqual(150)
  })
})

describe('the store of the budgets', () => {
  it('is asked about once a second while requests are made, and not at all without', async () => {
    const { clock, exchanges, workers } = createWorkers(1)
    const [limiter] = workers
    if (!limiter) return expect.unreachable()
    const vendor = createVendor(clock)
    await clock.sleep(minute)
    expect(exchanges).toEqual([])
    await keepAsking(clock, 1.25 * minute, () => vendor.ask(limiter))
    expect(exchanges.length).toBeLessThanOrEqual(16)
    expect(exchanges.length).toBeGreaterThanOrEqual(13)
    await clock.sleep(10 * minute)
    expect(exchanges.length).toBeLessThanOrEqual(16)
    expect(clock.sleeping).toBe(0)
  })

  it('costs only the sharing where it fails, and is complained of once', async () => {
    const warnings: string[] = []
    const budgets: BudgetStore = {
      exchange: async () => {
        throw new Error('the database is away')
      },
      leave: async () => undefined,
    }
    const log = { debug: () => undefined, warn: (message: string) => void warnings.push(message) }
    const { clock, workers } = createWorkers(1, { budgets, log })
    const [limiter] = workers
    if (!limiter) return expect.unreachable()
    const vendor = createVendor(clock)
    await keepAsking(clock, 15_000, () => vendor.ask(limiter))
    expect(vendor.sentAt.length).toBeGreaterThanOrEqual(8 * 145)
    expect(warnings).toEqual(['quotas cannot be shared with other workers for now'])
  })

  it('is waited for a second at most', async () => {
    const never = new Promise<never>(() => undefined)
    const { clock, workers } = createWorkers(1, { budgets: { exchange: () => never, leave: async () => undefined } })
    await workers[0]?.run(ticket, async () => undefined)
    expect(clock.monotonic()).toBe(1_000)
    await Promise.all(Array.from({ length: 20 }, () => workers[0]?.run(ticket, async () => undefined)))
    expect(clock.monotonic()).toBe(1_000)
  })

  it('may hold notes of another version, and of workers whose clocks are an hour off', async () => {
    const odd = [null, 7, 'x', [], { buckets: { core: 3, other: { stopMs: 'x', remaining: null } } }, { at: 'x' }]
    const ahead = { at: Date.now() + 1e12, stopMs: 1_500, buckets: {} }
    const budgets: BudgetStore = { exchange: async () => [...odd, ahead], leave: async () => undefined }
    const { clock, workers } = createWorkers(1, { budgets })
    await workers[0]?.run(ticket, async () => undefined)
    expect(clock.monotonic()).toBe(1_500)
  })

  it('is told when a worker has forgotten the credential', async () => {
    const left: string[] = []
    const clock = createFakeClock()
    const { budgets } = createMemoryState({ clock })
    const leave: BudgetStore['leave'] = async (key) => void left.push(key)
    const limits = createRateLimits({ clock, budgets: { exchange: budgets.exchange, leave } })
    await limits.forScan({ host: 'acme', credential: 'old', signal }).run(ticket, async () => undefined)
    await clock.sleep(20 * minute)
    limits.forScan({ host: 'acme', credential: 'new', signal })
    expect(left).toEqual(['["acme","old"]'])
    expect(limits.size).toBe(0)
  })

  it('a request that waits for its answer is aborted like any other', async () => {
    const never = new Promise<never>(() => undefined)
    const { clock, workers } = createWorkers(1, { budgets: { exchange: () => never, leave: async () => undefined } })
    const stop = new AbortController()
    const waiting = workers[0]?.run({ bucket: 'core', signal: stop.signal }, async () => undefined)
    stop.abort(new RateLimitError('stopped', { bucket: 'core', retryAfterMs: 0 }))
    await expect(waiting).rejects.toThrow('stopped')
    expect(clock.monotonic()).toBe(0)
  })
})
