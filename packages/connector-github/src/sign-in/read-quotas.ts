import type { Quota } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GithubClient } from '../client.ts'

const quotaSchema = z.object({ limit: z.number(), remaining: z.number(), reset: z.number() })
const rateLimitSchema = z.object({
  resources: z.object({ core: quotaSchema.optional(), graphql: quotaSchema.optional() }),
})

/**
 * The hourly quotas of the credentials; asking is free. GitHub Enterprise Server has none unless an administrator set them.
 * @see https://docs.github.com/en/rest/rate-limit/rate-limit
 */
export async function readQuotas(client: Pick<GithubClient, 'get'>, signal: AbortSignal): Promise<readonly Quota[]> {
  const { data } = await client.get('/rate_limit', rateLimitSchema, signal)
  return Object.entries(data.resources).flatMap(([bucket, quota]) =>
    quota
      ? [
          {
            bucket,
            limit: quota.limit,
            remaining: quota.remaining,
            windowSeconds: 3600,
            resetAt: new Date(quota.reset * 1000),
          },
        ]
      : [],
  )
}
