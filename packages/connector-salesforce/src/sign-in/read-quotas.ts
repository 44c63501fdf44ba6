import type { Quota } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceClient } from '../client.ts'

const schema = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }).optional() })

/**
 * The daily API requests of the organisation, shared by all of its integrations.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm
 */
export async function readQuotas(
  client: Pick<SalesforceClient, 'get' | 'paths'>,
  signal: AbortSignal,
): Promise<readonly Quota[]> {
  const { data } = await client.get(client.paths.limits, schema, signal)
  const daily = data.DailyApiRequests
  return daily ? [{ bucket: 'default', limit: daily.Max, remaining: daily.Remaining, windowSeconds: 86_400 }] : []
}
