import { describe, expect, it } from 'vitest'
import { FaultList } from './fault-list.ts'
import { QuotaWindows } from './quota-windows.ts'
import { TokenBuckets } from './token-buckets.ts'
import { UnderWay } from './under-way.ts'

describe('quota windows', () => {
  it('begin with the first request and end as a whole', () => {
    const quotas = new QuotaWindows()
    expect(quotas.state('a', 10, 500)).toEqual({ limit: 10, used: 0, remaining: 10, resetsAt: 500 })
    quotas.charge('a', 4, 1_000, 500)
    quotas.charge('a', 8, 1_000, 900)
    expect(quotas.state('a', 10, 1_499)).toEqual({ limit: 10, used: 10, remaining: 0, resetsAt: 1_500 })
    expect(quotas.state('b', 10, 1_000).remaining).toBe(10)
    expect(quotas.state('a', 10, 1_500).remaining).toBe(10)
  })
})

describe('token buckets', () => {
  const limit = { capacity: 10, perSecond: 2 }

  it('are full at first, and fill up evenly', () => {
    const buckets = new TokenBuckets()
    expect(buckets.take('a', 10, limit, 0)).toBeUndefined()
    expect(buckets.take('a', 5, limit, 1_000)).toEqual({ waitSeconds: 2 })
    expect(buckets.take('a', 5, limit, 2_500)).toBeUndefined()
    expect(buckets.take('b', 10, limit, 0)).toBeUndefined()
  })

  it('let through what is larger than they are when they are full, and take it off what comes', () => {
    const buckets = new TokenBuckets()
    expect(buckets.take('a', 14, limit, 0)).toBeUndefined()
    expect(buckets.take('a', 1, limit, 2_000)).toEqual({ waitSeconds: 1 })
    expect(buckets.take('a', 1, limit, 2_500)).toBeUndefined()
  })

  it('do not fill when the clock is set back', () => {
    const buckets = new TokenBuckets()
    buckets.take('a', 10, limit, 10_000)
    expect(buckets.take('a', 1, limit, 0)).toBeDefined()
    expect(buckets.take('a', 1, limit, 500)).toBeUndefined()
  })
})

describe('requests under way', () => {
  it('are let in up to the limit', () => {
    const underWay = new UnderWay()
    expect([underWay.begin('a', 2), underWay.begin('a', 2), underWay.begin('a', 2)]).toEqual([true, true, false])
    expect(underWay.begin('b', 2)).toBe(true)
    underWay.end('a')
    expect(underWay.begin('a', 2)).toBe(true)
  })
})

describe('faults', () => {
  const broken = { status: 502 }
  const refused = { status: 429 }

  it('happen after so many requests and so often', () => {
    const faults = new FaultList([{ answer: refused, after: 2, times: 1 }], 1)
    expect(Array.from({ length: 5 }, () => faults.strike('GET', '/x')?.status)).toEqual([
      undefined,
      undefined,
      429,
      undefined,
      undefined,
    ])
  })

  it('hit a share of the addresses once, the same ones for the same seed', () => {
    const run = (seed: number) => {
      const faults = new FaultList([{ answer: broken, share: 0.1 }], seed)
      const hit = Array.from({ length: 1_000 }, (_, at) => at).filter((at) => faults.strike('GET', `/x/${at}`))
      const again = hit.filter((at) => faults.strike('GET', `/x/${at}`))
      return { hit, again }
    }
    const { hit, again } = run(1)
    expect(hit.length).toBeGreaterThan(60)
    expect(hit.length).toBeLessThan(140)
    expect(again).toEqual([])
    expect(run(1).hit).toEqual(hit)
    expect(run(2).hit).not.toEqual(hit)
  })

  it('hit only what they are meant for, and the first of two decides', () => {
    const faults = new FaultList([{ answer: broken, matching: 'GET /a', times: 1 }, { answer: refused }], 1)
    expect([faults.strike('GET', '/b'), faults.strike('GET', '/a'), faults.strike('GET', '/a')]).toEqual([
      refused,
      broken,
      refused,
    ])
  })
})
