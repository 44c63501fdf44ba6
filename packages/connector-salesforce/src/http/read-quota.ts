import type { ReadQuota } from '@opencasb/connector-kit'

/** How many requests of the last 24 hours the organisation has used, and how many it has. */
export interface DailyUsage {
  readonly used: number
  readonly limit: number
}

/**
 * Reads the header `Sforce-Limit-Info: api-usage=18/5000`.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm
 */
export function readDailyUsage(headers: Readonly<Record<string, string>>): DailyUsage | undefined {
  const [, used, limit] = /(?:^|[\s,;])api-usage=(\d{1,12})\/(\d{1,12})/.exec(headers['sforce-limit-info'] ?? '') ?? []
  return used === undefined || limit === undefined ? undefined : { used: Number(used), limit: Number(limit) }
}

/** The daily quota as the limiter of the host wants it: what the organisation has left. */
export const readQuota: ReadQuota = ({ headers }) => {
  const usage = readDailyUsage(headers)
  return usage && { limit: usage.limit, remaining: Math.max(0, usage.limit - usage.used) }
}
