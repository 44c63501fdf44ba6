import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BudgetStore } from '../contract/budget-store.ts'
import { ProviderError } from '../errors/provider-error.ts'
import { createMemoryState } from '../state/memory-state.ts'
import { createRateLimits } from './create-rate-limits.ts'

/** What happens to one request of a scan. */
const event = fc.record({
  bucket: fc.constantFrom('core', 'search', 'graphql'),
  cost: fc.integer({ min: 1, max: 12 }),
  latencyMs: fc.integer({ min: 0, max: 3000 }),
  outcome: fc.constantFrom(
    'ok',
    'ok',
    'ok',
    'told',
    'told',
    'exhausted',
    'refused',
    'stopped',
    'down',
    'down',
    'wrong',
  ),
  abortAfterMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { freq: 5 }),
})

const never = new Promise<never>(() => undefined)
let asked = 0
const sharing: Record<string, (clock: FakeClock) => BudgetStore | undefined> = {
  'without sharing': () => undefined,
  'with budgets that are shared': (clock) => createMemoryState({ clock }).budgets,
  'with a store of budgets that is slow, fails and hangs': (clock) => ({
    exchange: async () => {
      asked++
      if (asked % 3 === 0) return never
      await clock.sleep(700)
      if (asked % 3 === 1) throw new Error('away')
      return [{ stopMs: 100, buckets: { core: { stopMs: 3_000, remaining: 2, limit: 20, resetMs: 9_000 } } }]
    },
    leave: async () => undefined,
  }),
}

it.each(Object.entries(sharing))(
  'whatever the vendor does, no request waits for ever and no slot is lost: %s',
  async (_, share) => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 20, maxLength: 60 }), async (events) => {
        const clock = createFakeClock()
        const limits = createRateLimits({ clock, concurrency: 3, maxWaitMs: 120_000, budgets: share(clock) })
        const { signal } = new AbortController()
        const limiter = limits.forScan({ host: 'api.example.com', credential: 'acme', signal })
        let inFlight = 0
        let most = 0
        const outcomes = await Promise.allSettled(
          events.map(async ({ bucket, cost, latencyMs, outcome, abortAfterMs }) => {
            const own = new AbortController()
            if (abortAfterMs !== null) clock.sleep(abortAfterMs).then(() => own.abort(new Error('aborted')), String)
            await limiter.run({ bucket, cost, signal: own.signal }, async () => {
              most = Math.max(most, ++inFlight)
              try {
                await clock.sleep(latencyMs, own.signal)
                if (outcome === 'told') limiter.observe({ bucket, limit: 20, remaining: 15, resetAfterMs: 30_000 })
                if (outcome === 'exhausted') limiter.observe({ bucket, limit: 20, remaining: 0, resetAfterMs: 50_000 })
                if (outcome === 'refused') limiter.observe({ bucket, refused: { scope: 'bucket', retryAfterMs: 0 } })
                if (outcome === 'stopped') {
                  limiter.observe({ bucket, refused: { scope: 'credential', retryAfterMs: 9000 } })
                }
                if (outcome === 'down') throw new ProviderError('down', { status: 503 })
                if (outcome === 'wrong') throw new Error('wrong')
              } finally {
                inFlight--
              }
            })
          }),
        )
        expect(outcomes).toHaveLength(events.length)
        expect(inFlight).toBe(0)
        expect(most).toBeLessThanOrEqual(3)
        // Afterwards everything is open again.
        await clock.sleep(86_400_000)
        const last = await Promise.all(
          ['core', 'search', 'graphql'].map((bucket) => limiter.run({ bucket, signal }, async () => bucket)),
        )
        expect(last).toHaveLength(3)
        expect(limiter.outage).toBe(false)
      }),
      { numRuns: 10, seed: 48 },
    )
  },
)
