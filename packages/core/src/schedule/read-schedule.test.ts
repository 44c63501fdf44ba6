import { expect, it } from 'vitest'
import { ConfigError } from '../errors/config-error.ts'
import { readSchedule } from './read-schedule.ts'

const interval = { default: 21_600_000, min: 900_000 }
const window = { days: ['mon', 'sun'], from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' }

it('takes what fits', () => {
  const schedule = { intervalMs: 3_600_000, windows: [window, { from: '00:00', to: '24:00', timeZone: 'UTC' }] }
  expect(readSchedule(schedule, interval)).toEqual(schedule)
  expect(readSchedule({}, interval)).toEqual({})
})

it.each([
  [7, 'schedule', 'give an object'],
  [{ every: 5 }, 'schedule.every', 'use intervalMs, windows'],
  [{ intervalMs: 60_000 }, 'schedule.intervalMs', 'from 900000 to 86400000, not 60000'],
  [{ intervalMs: 1e12 }, 'schedule.intervalMs', 'from 900000 to 86400000'],
  [{ intervalMs: '6h' }, 'schedule.intervalMs', 'not "6h"'],
  [{ windows: window }, 'schedule.windows', 'give a list'],
  [{ windows: [window, null] }, 'schedule.windows.1', 'give an object'],
  [{ windows: [{ ...window, from: '7:00' }] }, 'schedule.windows.0.from', 'such as "22:00", not "7:00"'],
  [{ windows: [{ ...window, from: '24:00' }] }, 'schedule.windows.0.from', 'not "24:00"'],
  [{ windows: [{ ...window, to: '24:01' }] }, 'schedule.windows.0.to', 'or "24:00"'],
  [{ windows: [{ ...window, to: '22:00' }] }, 'schedule.windows.0.to', 'another time than "from"'],
  [
    { windows: [{ ...window, timeZone: 'Berlin' }] },
    'schedule.windows.0.timeZone',
    '"Europe/Berlin" or "UTC", not "Berlin"',
  ],
  [{ windows: [{ ...window, timeZone: undefined }] }, 'schedule.windows.0.timeZone', 'IANA'],
  [{ windows: [{ ...window, days: [] }] }, 'schedule.windows.0.days', 'at least one of sun, mon'],
  [{ windows: [{ ...window, days: ['monday'] }] }, 'schedule.windows.0.days', 'not ["monday"]'],
])('refuses %j naming the field and what fits there', (value, field, remedy) => {
  let error: unknown
  try {
    readSchedule(value, interval)
  } catch (thrown) {
    error = thrown
  }
  expect(ConfigError.is(error) && error.field).toBe(field)
  expect(String(error)).toContain(remedy)
})
