import { z } from 'zod'

/** What Google says is wrong. */
export interface GoogleError {
  readonly message: string
  /** `PERMISSION_DENIED`; newer APIs only. */
  readonly status: string
  /** `userRateLimitExceeded`, `SERVICE_DISABLED`: of `errors` and `details` alike. */
  readonly reasons: readonly string[]
  /** Names of the parameters that are wrong. */
  readonly locations: readonly string[]
}

const reasonsSchema = z
  .array(z.object({ reason: z.string().optional().catch(undefined), location: z.string().optional().catch(undefined) }))
  .catch([])

const schema = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().catch(''),
    errors: reasonsSchema,
    details: reasonsSchema,
  }),
})

/**
 * Reads the body of an error, old and new form alike; `undefined` where it is neither.
 * @see https://cloud.google.com/apis/design/errors#http_mapping
 */
export function readGoogleError(body: unknown): GoogleError | undefined {
  const parsed = schema.safeParse(body)
  if (!parsed.success) return undefined
  const { message, status, errors, details } = parsed.data.error
  const all = [...errors, ...details]
  return {
    message,
    status,
    reasons: all.flatMap(({ reason }) => reason ?? []),
    locations: all.flatMap(({ location }) => location ?? []),
  }
}
