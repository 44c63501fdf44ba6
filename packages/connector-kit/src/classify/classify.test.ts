import { describe, expect, it } from 'vitest'
import { classifyStatus } from './classify-status.ts'
import { readQuotaHeaders } from './read-quota-headers.ts'
import { parseRetryAfter } from './retry-after.ts'
import { vendorNow } from './vendor-now.ts'

const now = Date.parse('2026-05-05T10:00:00Z')

describe('classifyStatus', () => {
  it.each([
    [200, {}, 'ok'],
    [204, {}, 'ok'],
    [401, {}, 'credential'],
    [403, {}, 'permission'],
    [403, { 'retry-after': '60' }, 'throttled'],
    [403, { 'x-ratelimit-remaining': '0' }, 'throttled'],
    [404, {}, 'not-found'],
    [408, {}, 'retryable'],
    [409, {}, 'fatal'],
    [410, {}, 'checkpoint-expired'],
    [422, {}, 'fatal'],
    [429, {}, 'throttled'],
    [500, {}, 'retryable'],
    [501, {}, 'fatal'],
    [503, {}, 'retryable'],
    [520, {}, 'retryable'],
    [300, {}, 'fatal'],
  ])('%i %j is %s', (status, headers, kind) => {
    expect(classifyStatus({ status, headers }).kind).toBe(kind)
  })
})

describe('parseRetryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 1.5 ', 1500],
    ['0', 0],
    ['1000000000', 1e12],
    ['Tue, 05 May 2026 10:01:00 GMT', 60_000],
    ['Tuesday, 05-May-26 10:01:00 GMT', 60_000],
    ['Tue, 05 May 2026 09:00:00 GMT', 0],
    ['-5', undefined],
    ['', undefined],
    [undefined, undefined],
    ['soon', undefined],
    ['in 5 minutes', undefined],
    ['NaN', undefined],
    ['1e9', undefined],
    ['Tue, 99 May 2026 99:99:99 GMT', undefined],
  ])('[F03] %j is %s', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected)
  })
})

describe('readQuotaHeaders', () => {
  it.each([
    [
      { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': `${now / 1000 + 30}` },
      5000,
      7,
      30_000,
    ],
    [
      { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now + 30_000}` },
      10,
      0,
      30_000,
    ],
    [{ 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '50', 'ratelimit-reset': '20' }, 100, 50, 20_000],
    [
      { 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '1', 'x-rate-limit-reset': `${now / 1000 - 5}` },
      600,
      1,
      0,
    ],
  ])('[F37] reads %j', (headers, limit, remaining, resetAfterMs) => {
    expect(readQuotaHeaders({ headers }, now)).toEqual({ limit, remaining, resetAfterMs })
  })

  it.each([[{}], [{ 'x-ratelimit-remaining': 'many' }], [{ 'x-ratelimit-remaining': '-1' }]])(
    'finds nothing in %j',
    (headers) => {
      expect(readQuotaHeaders({ headers }, now)).toBeUndefined()
    },
  )
})

describe('vendorNow', () => {
  const clock = { now: () => 42 }

  it("[F02] is the answer's own date, or our clock where there is none", () => {
    expect(vendorNow({ date: 'Tue, 05 May 2026 10:00:00 GMT' }, clock)).toBe(now)
    expect(vendorNow({}, clock)).toBe(42)
    expect(vendorNow({ date: 'yesterday 5' }, clock)).toBe(42)
  })
})
