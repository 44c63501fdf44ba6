import type { AnswerToClassify } from './classification.ts'
import type { QuotaReading } from './read-quota.ts'

const prefixes = ['x-ratelimit-', 'ratelimit-', 'x-rate-limit-']
/** A reset below this is a length of time in seconds: as a moment it would be in 2001. */
const firstEpochSecond = 1e9
/** A reset from this on is in milliseconds: in seconds it would be in the year 33658. */
const firstEpochMillisecond = 1e12

/**
 * Reads `x-ratelimit-limit`, `-remaining` and `-reset`, also under the names `ratelimit-*` and `x-rate-limit-*`. A reset
 * may be seconds from now, or epoch seconds or milliseconds; it is judged against the vendor's own `Date`.
 */
export function readQuotaHeaders(answer: Pick<AnswerToClassify, 'headers'>, now: number): QuotaReading | undefined {
  const { headers } = answer
  for (const prefix of prefixes) {
    const remaining = readNumber(headers[`${prefix}remaining`])
    if (remaining === undefined) continue
    const limit = readNumber(headers[`${prefix}limit`])
    const reset = readNumber(headers[`${prefix}reset`])
    return {
      remaining,
      ...(limit !== undefined && { limit }),
      ...(reset !== undefined && { resetAfterMs: untilReset(reset, now) }),
    }
  }
  return undefined
}

function untilReset(reset: number, now: number): number {
  if (reset < firstEpochSecond) return reset * 1000
  return Math.max(0, (reset < firstEpochMillisecond ? reset * 1000 : reset) - now)
}

/** The leading number: some vendors go on with `;w=60` or a list of policies. */
function readNumber(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number.parseFloat(value)
  return Number.isFinite(number) && number >= 0 ? number : undefined
}
