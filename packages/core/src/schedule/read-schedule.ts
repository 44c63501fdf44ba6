import type { Connector } from '../contract/connector.ts'
import { ConfigError } from '../errors/config-error.ts'
import type { IntegrationSchedule, ScanWindow, Weekday } from '../model/schedule.ts'
import { longestIntervalMs } from './next-scan-at.ts'
import { minutesOf, weekdays } from './windows.ts'

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * Checks the schedule of an integration.
 * @param interval the connector's: an interval that is shorter than its least is refused
 * @throws ConfigError naming the field and what fits there
 */
export function readSchedule(value: unknown, interval: Connector['interval']): IntegrationSchedule {
  const schedule = recordOf(value, 'schedule')
  refuseOthers(schedule, ['intervalMs', 'windows'], 'schedule')
  const { intervalMs, windows } = schedule
  if (intervalMs !== undefined && !isWithin(intervalMs, interval.min, longestIntervalMs)) {
    refuse('schedule.intervalMs', `give milliseconds from ${interval.min} to ${longestIntervalMs}`, intervalMs)
  }
  if (windows !== undefined && !Array.isArray(windows)) refuse('schedule.windows', 'give a list of windows', windows)
  return {
    ...(typeof intervalMs === 'number' && { intervalMs }),
    ...(Array.isArray(windows) && { windows: windows.map(readWindow) }),
  }
}

function readWindow(value: unknown, index: number): ScanWindow {
  const field = `schedule.windows.${index}`
  const window = recordOf(value, field)
  refuseOthers(window, ['days', 'from', 'to', 'timeZone'], field)
  const { days, from, to, timeZone } = window
  if (!isTime(from)) return refuse(`${field}.from`, 'give a time such as "22:00"', from)
  if (!isTime(to) && to !== '24:00') return refuse(`${field}.to`, 'give a time such as "06:00", or "24:00"', to)
  if (minutesOf(from) === minutesOf(to)) {
    return refuse(`${field}.to`, 'give another time than "from"; for the whole day, from "00:00" to "24:00"', to)
  }
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
    return refuse(`${field}.timeZone`, 'give an IANA name such as "Europe/Berlin" or "UTC"', timeZone)
  }
  if (days === undefined) return { from, to, timeZone }
  if (!isDays(days))
    return refuse(`${field}.days`, `give at least one of ${weekdays.join(', ')}, or leave it out`, days)
  return { days: [...days], from, to, timeZone }
}

function recordOf(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(field, 'give an object', value)
  return value as Record<string, unknown>
}

function refuseOthers(value: Readonly<Record<string, unknown>>, known: readonly string[], field: string): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) refuse(`${field}.${key}`, `there is no such field; use ${known.join(', ')}`)
  }
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && timeOfDay.test(value)
}

function isDays(value: unknown): value is readonly Weekday[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => weekdays.includes(each))
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function refuse(field: string, remedy: string, given?: unknown): never {
  const found = given === undefined ? '' : `, not ${JSON.stringify(given)}`
  throw new ConfigError(`${field}: ${remedy}${found}`, { field })
}
