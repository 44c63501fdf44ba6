import type { Connector } from '../contract/connector.ts'
import type { Integration } from '../model/integration.ts'
import { nextOpening } from './windows.ts'

/** No integration is scanned more rarely, unless its windows say so. */
export const longestIntervalMs = 86_400_000
/** A run that was missed is made up for within this time, and one that failed or was deferred is not repeated before it. */
const soonMs = 60_000
/** A vendor that refuses without saying for how long is asked again after so long at the latest. */
const longestGuessMs = 3_600_000

/** What {@link nextScanAt} goes by. Times are milliseconds since the epoch. */
export interface NextScanInput {
  readonly integration: Pick<Integration, 'schedule'>
  /** The connector's. */
  readonly interval: Connector['interval']
  /** When the last scan started. */
  readonly startedAt: number
  readonly now: number
  /** Scans in a row that failed, the last one included. */
  readonly failures: number
  /** When the vendor admits requests again, where the scan was deferred. */
  readonly retryAt?: number | undefined
  /** Scans in a row that were deferred, the last one included. @default 1 */
  readonly deferrals?: number | undefined
  /** The share of the interval by which scans are spread. @default 0.1 */
  readonly jitter?: number | undefined
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number
}

/**
 * When an integration is scanned next, in milliseconds since the epoch: an interval after the start of the last scan,
 * after a growing wait where scans fail, or when the vendor admits requests again, after a growing wait where it does not
 * say; always in its windows. A run that was missed is due soon, and only once.
 */
export function nextScanAt(input: NextScanInput): number {
  const { integration, jitter = 0.1, random } = input
  const wanted = Math.round(
    input.retryAt === undefined ? regular(input, jitter) : deferred(input, input.retryAt, jitter),
  )
  const windows = integration.schedule?.windows
  if (!windows || windows.length === 0) return wanted
  const { start, end } = nextOpening(windows, wanted)
  // Whoever waited for the same window does not start in the same second.
  return start === wanted ? wanted : Math.round(start + random() * jitter * (end - start))
}

function regular(input: NextScanInput, jitter: number): number {
  const { interval, now, failures, random } = input
  const least = Math.min(interval.min, longestIntervalMs)
  const usual = usualMs(input)
  const spread = (ms: number): number => {
    const from = Math.max(least, ms * (1 - jitter / 2))
    const to = Math.min(longestIntervalMs, ms * (1 + jitter / 2))
    return from + random() * (to - from)
  }
  if (failures > 0) {
    return now + spread(Math.min(Math.max(least, soonMs) * 2 ** Math.min(failures - 1, 30), longestIntervalMs))
  }
  // A clock that was put back makes starts lie in the future.
  const at = Math.min(input.startedAt, now) + spread(usual)
  return at > now ? at : now + random() * jitter * soonMs
}

function usualMs({ integration, interval }: NextScanInput): number {
  return Math.min(Math.max(integration.schedule?.intervalMs ?? interval.default, interval.min), longestIntervalMs)
}

function deferred(input: NextScanInput, retryAt: number, jitter: number): number {
  const { integration, now, deferrals = 1, random } = input
  if (retryAt >= now + soonMs) return Math.min(retryAt, now + longestIntervalMs)
  // The vendor named no time, or hardly any.
  const most = Math.min(usualMs(input), longestGuessMs, leftOfWindow(integration, now) / 2)
  const wait = Math.min(soonMs * 2 ** Math.min(deferrals - 1, 30), Math.max(soonMs, most))
  return now + wait * (1 + jitter * random())
}

/** For how long a scan may still begin: whoever waits past the end of a window waits for the next day. */
function leftOfWindow({ schedule }: Pick<Integration, 'schedule'>, now: number): number {
  const { start, end } = nextOpening(schedule?.windows ?? [], now)
  return start <= now ? end - now : Number.POSITIVE_INFINITY
}
