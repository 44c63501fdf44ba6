import { type ReadQuota, readQuotaHeaders } from '@opencasb/connector-kit'

/** Buckets that requests of this connector are sent in. Others, such as `audit_log`, are left to the header. */
const buckets = new Set(['core', 'graphql'])

/**
 * Reads GitHub's quota headers. `x-ratelimit-resource` names the bucket that the answer was charged to; a few routes
 * have one of their own, whose figures must not be taken for those of the bucket that we pace.
 */
export const readQuota: ReadQuota = (answer, now) => {
  const reading = readQuotaHeaders(answer, now)
  const bucket = answer.headers['x-ratelimit-resource']
  if (!reading || bucket === undefined) return reading
  return buckets.has(bucket) ? { ...reading, bucket } : undefined
}
