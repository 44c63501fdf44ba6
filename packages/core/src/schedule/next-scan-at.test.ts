import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScanWindow } from '../model/schedule.ts'
import { type NextScanInput, nextScanAt } from './next-scan-at.ts'
import { nextOpening } from './windows.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const now = Date.parse('2026-05-06T10:00:00Z')
const interval = { default: 6 * hour, min: hour / 4 }

const next = (input: Partial<NextScanInput> = {}): number =>
  nextScanAt({ integration: {}, interval, startedAt: now, now, failures: 0, jitter: 0, random: () => 0.5, ...input })
const waits = (input: Partial<NextScanInput> = {}): number => next(input) - now
const every = (intervalMs: number) => ({ schedule: { intervalMs } })

/** When a scan that is wanted at a time starts in the given windows. */
const opens = (wanted: string, ...windows: ScanWindow[]): string => {
  const at = Date.parse(wanted)
  return new Date(next({ integration: { schedule: { windows } }, startedAt: at - 6 * hour, now: at - 1 })).toISOString()
}
const berlin = (from: string, to: string, days?: ScanWindow['days']): ScanWindow => ({
  from,
  to,
  timeZone: 'Europe/Berlin',
  ...(days && { days }),
})

describe('the interval', () => {
  it("is the connector's where the integration has none, counted from the start of the last scan", () => {
    expect(waits({ startedAt: now - hour })).toBe(5 * hour)
    expect(waits({ integration: every(2 * hour), startedAt: now - hour })).toBe(hour)
  })

  it('stays between the least of the connector and 24 hours', () => {
    expect(waits({ integration: every(1) })).toBe(hour / 4)
    expect(waits({ integration: every(90 * day) })).toBe(day)
  })

  it('is spread evenly around its length, and never beyond its bounds', () => {
    const at = (random: number, intervalMs: number) =>
      waits({ integration: every(intervalMs), jitter: 0.2, random: () => random })
    expect([at(0, 10 * hour), at(0.5, 10 * hour), at(1, 10 * hour)]).toEqual([9 * hour, 10 * hour, 11 * hour])
    expect([at(0, hour / 4), at(1, day)]).toEqual([hour / 4, day])
    expect(at(0.5, day)).toBeLessThan(day)
  })

  it('[F37] a missed run is due once, within a minute, however many were missed', () => {
    const missed = { startedAt: now - 40 * hour, jitter: 0.1 }
    expect(waits({ ...missed, random: () => 0 })).toBe(0)
    expect(waits({ ...missed, random: () => 1 })).toBeLessThanOrEqual(minute)
    expect(waits({ startedAt: now })).toBe(6 * hour)
  })

  it('[F37] a clock that was put back during the scan does not delay the next one', () => {
    expect(waits({ startedAt: now + 5 * hour })).toBe(6 * hour)
  })
})

describe('trouble', () => {
  it('waits twice as long with each failure, a day at most, counted from now', () => {
    const failed = (failures: number) => waits({ failures, startedAt: now - 3 * hour }) / minute
    expect([1, 2, 3, 4, 7, 8, 1_000].map(failed)).toEqual([15, 30, 60, 120, 960, 1440, 1440])
  })

  it('goes on when the vendor admits requests again, not before and not after a day', () => {
    expect(waits({ retryAt: now + 42 * minute, failures: 3, jitter: 0.5 })).toBe(42 * minute)
    expect(waits({ retryAt: now + 9 * day })).toBe(day)
  })

  /** Waits of deferrals in a row, in minutes, where the vendor names the same time each time. */
  const deferrals = (count: number, retryAfterMs: number, input: Partial<NextScanInput> = {}) => {
    const waited: number[] = []
    for (let at = now; waited.length < count; at += (waited.at(-1) ?? 0) * minute) {
      const often = { ...{ interval, failures: 0, jitter: 0, random: () => 0.5, integration: {} }, ...input }
      const again = { startedAt: at, now: at, retryAt: at + retryAfterMs, deferrals: waited.length + 1 }
      waited.push((nextScanAt({ ...often, ...again }) - at) / minute)
    }
    return waited
  }

  it('[F03] waits a minute where the vendor names no time, and twice as long with each deferral after that, up to an hour', () => {
    expect(deferrals(9, 0)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
    expect(deferrals(4, -hour)[0]).toBe(1)
    expect(deferrals(3, 1_000)[2]).toBeGreaterThan(3)
  })

  it('[F03] waits no longer for a vendor that names no time than the interval', () => {
    expect(deferrals(6, 0, { integration: every(hour / 4) })).toEqual([1, 2, 4, 8, 15, 15])
  })

  it('[F03] tries again within the window that is open, as long as it is', () => {
    const windows = [{ from: '12:00', to: '13:00', timeZone: 'UTC' }]
    const at = Date.parse('2026-05-06T12:00:00.000Z')
    const waitsIn = (passed: number, count: number) =>
      (nextScanAt({
        ...{ integration: { schedule: { windows } }, interval, failures: 0, jitter: 0, random: () => 0.5 },
        ...{ startedAt: at, now: at + passed * minute, retryAt: at, deferrals: count },
      }) -
        at) /
        minute -
      passed
    expect([waitsIn(0, 1), waitsIn(10, 5), waitsIn(10, 9), waitsIn(50, 9), waitsIn(58, 9)]).toEqual([1, 16, 25, 5, 1])
    // Then it is over for the day.
    expect(waitsIn(59.5, 9)).toBe(24 * 60 - 59.5)
  })

  it('[F05] takes a time that the vendor names as it is, however often it names one', () => {
    expect(deferrals(6, 10 * minute, { jitter: 0.5 })).toEqual([10, 10, 10, 10, 10, 10])
  })

  it('[F03] spreads those that do not know how long to wait', () => {
    expect(deferrals(2, 0, { jitter: 0.1, random: () => 1 })).toEqual([1.1, 2.2])
  })
})

describe('windows', () => {
  it('moves a scan to the start of the next window, and leaves one that is in it', () => {
    const night = berlin('22:00', '23:30')
    expect(opens('2026-05-06T10:00:00Z', night)).toBe('2026-05-06T20:00:00.000Z')
    expect(opens('2026-05-06T21:15:00Z', night)).toBe('2026-05-06T21:15:00.000Z')
    expect(opens('2026-05-06T21:30:00Z', night)).toBe('2026-05-07T20:00:00.000Z')
  })

  it('goes on past midnight, with the day on which it began', () => {
    const night = berlin('22:00', '06:00', ['fri'])
    expect(opens('2026-05-09T03:59:00Z', night)).toBe('2026-05-09T03:59:00.000Z')
    expect(opens('2026-05-09T04:00:00Z', night)).toBe('2026-05-15T20:00:00.000Z')
    expect(opens('2026-05-08T03:00:00Z', night)).toBe('2026-05-08T20:00:00.000Z')
  })

  it('takes the first of several, whatever their time zones', () => {
    const tokyo: ScanWindow = { from: '00:00', to: '24:00', timeZone: 'Asia/Tokyo', days: ['thu'] }
    expect(opens('2026-05-06T10:00:00Z', berlin('20:00', '21:00'), tokyo)).toBe('2026-05-06T15:00:00.000Z')
    expect(opens('2026-05-06T16:30:00Z', berlin('20:00', '21:00'), tokyo)).toBe('2026-05-06T16:30:00.000Z')
  })

  it('spreads scans that wait for the same window', () => {
    const integration = { schedule: { windows: [{ from: '20:00', to: '22:00', timeZone: 'UTC' }] } }
    expect(waits({ integration, jitter: 0.5, random: () => 1, startedAt: now - 6 * hour })).toBe(11 * hour)
  })

  it('[F37] where the clocks are put forward, it opens right after the skipped hour', () => {
    // 2026-03-29 in Berlin: after 01:59:59 comes 03:00:00, at 01:00 UTC.
    expect(opens('2026-03-28T23:00:00Z', berlin('02:30', '05:00'))).toBe('2026-03-29T01:00:00.000Z')
    expect(opens('2026-03-29T02:59:59Z', berlin('02:30', '05:00'))).toBe('2026-03-29T02:59:59.000Z')
    expect(opens('2026-03-29T03:00:00Z', berlin('02:30', '05:00'))).toBe('2026-03-30T00:30:00.000Z')
    expect(opens('2026-03-28T23:00:00Z', berlin('01:00', '02:30'))).toBe('2026-03-29T00:00:00.000Z')
    expect(opens('2026-03-29T01:00:00Z', berlin('01:00', '02:30'))).toBe('2026-03-29T23:00:00.000Z')
  })

  it('[F37] a window that is skipped wholly still opens on that day', () => {
    expect(opens('2026-03-28T23:00:00Z', berlin('02:00', '03:00'))).toBe('2026-03-29T01:00:00.000Z')
    expect(opens('2026-03-29T01:59:00Z', berlin('02:00', '03:00'))).toBe('2026-03-29T01:59:00.000Z')
    expect(opens('2026-03-29T02:00:00Z', berlin('02:00', '03:00'))).toBe('2026-03-30T00:00:00.000Z')
  })

  it('[F37] where the clocks are put back, the repeated hour counts twice', () => {
    // 2026-10-25 in Berlin: after 02:59:59 comes 02:00:00, at 01:00 UTC.
    const window = berlin('02:15', '02:45')
    expect(opens('2026-10-24T23:00:00Z', window)).toBe('2026-10-25T00:15:00.000Z')
    expect(opens('2026-10-25T00:45:00Z', window)).toBe('2026-10-25T01:15:00.000Z')
    expect(opens('2026-10-25T01:45:00Z', window)).toBe('2026-10-26T01:15:00.000Z')
    expect(opens('2026-10-25T00:30:00Z', berlin('01:00', '04:00'))).toBe('2026-10-25T00:30:00.000Z')
    expect(opens('2026-10-25T01:30:00Z', berlin('01:00', '04:00'))).toBe('2026-10-25T01:30:00.000Z')
  })

  it('[F37] at any minute of a year it starts exactly when the clock on the wall is in the window', () => {
    const format = (timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 365 * 24 * 60 - 1 }),
        // No window inside of an hour that clocks skip.
        fc.constantFrom(['00:30', '01:10'], ['03:10', '09:00'], ['22:00', '05:45'], ['01:00', '24:00']),
        (timeZone, at, [from = '', to = '']) => {
          const time = Date.parse('2026-01-01T00:00:00Z') + at * minute
          const shown = format(timeZone).format(time)
          const inside = from < to ? shown >= from && shown < to : shown >= from || shown < to
          expect(nextOpening([{ from, to, timeZone }], time).start === time).toBe(inside)
        },
      ),
      { numRuns: 2_000, seed: 37 },
    )
  })
})
