import type { ScanWindow, Weekday } from '../model/schedule.ts'

/** The days of the week in the order of `Date.getUTCDay`. */
export const weekdays: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** No zone is further from UTC than this. */
const furthestOffsetMs = 15 * hour

/** From `start` on, and before `end`; milliseconds since the epoch. */
export interface Opening {
  readonly start: number
  readonly end: number
}

/**
 * When the first of the windows is open at or after a time; `start` is that very time where one is open already.
 * Times are those that clocks of the time zone show: a repeated hour counts twice, and a window that lies wholly in a
 * skipped hour opens right after it.
 */
export function nextOpening(windows: readonly ScanWindow[], at: number): Opening {
  let first: Opening | undefined
  for (const window of windows) {
    const opening = openingOf(window, at)
    if (!first || opening.start < first.start) first = opening
  }
  return first ?? { start: at, end: Number.POSITIVE_INFINITY }
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function openingOf(window: ScanWindow, at: number): Opening {
  const offsetAt = offsetsOf(window.timeZone)
  const today = Math.floor((at + offsetAt(at)) / day) * day
  // The window of yesterday may still be open; one of the next seven days always has one.
  for (let date = today - day; date <= today + 8 * day; date += day) {
    const weekday = weekdays[new Date(date).getUTCDay()]
    if (window.days && weekday && !window.days.includes(weekday)) continue
    for (const { start, end } of openingsOn(date, window, offsetAt)) {
      if (end > at) return { start: Math.max(start, at), end }
    }
  }
  return { start: at + 7 * day, end: at + 8 * day }
}

/** The window of one day: in two parts where the clocks are changed in it. `date` is the local midnight, read as UTC. */
function openingsOn(date: number, { from, to }: ScanWindow, offsetAt: (time: number) => number): readonly Opening[] {
  const start = date + minutesOf(from) * minute
  const lasts = (minutesOf(to) - minutesOf(from)) * minute
  const end = start + (lasts > 0 ? lasts : lasts + day)
  const before = start - furthestOffsetMs
  const after = end + furthestOffsetMs
  const [offset, nextOffset] = [offsetAt(before), offsetAt(after)]
  if (offset === nextOffset) return [{ start: start - offset, end: end - offset }]
  const change = firstTime(before, after, (time) => offsetAt(time) !== offset)
  const parts = [
    { start: start - offset, end: Math.min(end - offset, change) },
    { start: Math.max(start - nextOffset, change), end: end - nextOffset },
  ].filter((part) => part.start < part.end)
  return parts.length > 0 ? parts : [{ start: change, end: change + end - start }]
}

/** The first millisecond of a span for which it holds; it holds at `to`, and once it holds it goes on holding. */
function firstTime(from: number, to: number, holds: (time: number) => boolean): number {
  let [low, high] = [from, to]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}

/** How far the clocks of a time zone are ahead of UTC at a time, in milliseconds. */
function offsetsOf(timeZone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (time) => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
    for (const { type, value } of format.formatToParts(time)) parts[type] = Number(value)
    const { year = 0, month = 1, day: date = 1, hour: hours = 0, minute: minutes = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, date, hours, minutes, second) - Math.floor(time / 1000) * 1000
  }
}
