import { ConfigError, type IntegrationSchedule, type ScanWindow, type Weekday } from '@opencasb/core'
import { type Command, Option } from 'commander'
import { duration } from '../../terminal/words.ts'

const units: Readonly<Record<string, number>> = { min: 60_000, h: 3_600_000 }
const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The options that say when to scan. */
export interface ScheduleFlags {
  /** Milliseconds, or the connector's own. */
  readonly interval?: number | 'default'
  readonly window?: readonly ScanWindow[]
}

/**
 * Adds `--interval` and `--window`.
 * @param otherwise what the help says of the connector's own interval
 */
export function addScheduleOptions(command: Command, otherwise: string): Command {
  return command
    .addOption(
      new Option('--interval <time>', `time between scans, such as 30min or 6h; ${otherwise}`)
        .argParser(readInterval)
        .helpGroup('Schedule:'),
    )
    .addOption(
      new Option(
        '--window <window>',
        'scan only then, such as "mon-fri 20:00-06:00 Europe/Berlin"; repeat it for several',
      )
        .argParser((value: string, before: readonly ScanWindow[] = []) => [...before, readWindow(value)])
        .helpGroup('Schedule:'),
    )
}

/** The schedule that the options ask for; `undefined` where they ask for none. */
export function scheduleOf({ interval, window }: ScheduleFlags): IntegrationSchedule | undefined {
  if (interval === undefined && window === undefined) return undefined
  return { ...(typeof interval === 'number' && { intervalMs: interval }), ...(window && { windows: window }) }
}

/** Runs something with a schedule; what is wrong with it is told of the options that the user wrote. */
export async function namingSchedule<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!ConfigError.is(error) || !error.field?.startsWith('schedule.')) throw error
    const field = error.field.startsWith('schedule.windows') ? '--window' : '--interval'
    const text = error.message
      .slice(error.field.length)
      .replace(/^: give milliseconds from (\d+) to (\d+), not (\d+(?:\.\d+)?)$/, (_, ...numbers: string[]) => {
        const [least = '', most = '', given = ''] = numbers.slice(0, 3).map((number) => duration(Number(number)))
        return `: give a time from ${least} to ${most}, not ${given}`
      })
    throw new ConfigError(`${field}${text}`, { field, cause: error })
  }
}

/** Reads a length of time. @throws ConfigError naming the form */
function readInterval(text: string): number | 'default' {
  if (text.trim() === 'default') return 'default'
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?(min|h)$/.exec(text.trim()) ?? []
  const milliseconds = Number(number) * (units[unit] ?? Number.NaN)
  if (milliseconds > 0) return milliseconds
  throw new ConfigError('--interval: must be a length of time such as 30min or 6h, or "default"', {
    field: '--interval',
  })
}

/** Reads a window: days, times, time zone. @throws ConfigError naming the form */
function readWindow(text: string): ScanWindow {
  const [, days, from = '', to = '', timeZone = ''] =
    /^(?:([a-z,-]+) )?(\d\d:\d\d)-(\d\d:\d\d) (\S+)$/i.exec(text.trim()) ?? []
  if (from === '') {
    throw new ConfigError(
      '--window: must be days, times and a time zone, such as "mon-fri 20:00-06:00 Europe/Berlin"',
      {
        field: '--window',
      },
    )
  }
  return { ...(days !== undefined && { days: days.toLowerCase().split(',').flatMap(readDays) }), from, to, timeZone }
}

function readDays(text: string): readonly Weekday[] {
  const [first, last = first] = text.split('-').map((day) => weekdays.indexOf(day as Weekday))
  if (first === undefined || last === undefined || first < 0 || last < 0) {
    throw new ConfigError(`--window: "${text}" is no day or range of days; use ${weekdays.join(', ')}`, {
      field: '--window',
    })
  }
  const length = (last - first + 7) % 7
  return Array.from({ length: length + 1 }, (_, offset) => weekdays[(first + offset) % 7] ?? 'mon')
}
