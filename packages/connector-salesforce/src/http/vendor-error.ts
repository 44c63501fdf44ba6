import { z } from 'zod'

/** One error as Salesforce words it. */
export interface VendorError {
  /** @example 'INVALID_FIELD' */
  readonly code: string
  readonly message: string
}

const apiErrors = z.array(z.object({ errorCode: z.string(), message: z.string().catch('') })).min(1)
const oauthError = z.object({ error: z.string(), error_description: z.string().catch('') })

/** Reads the first error out of a body: the API's list, or the object of the token endpoint. */
export function readVendorError(body: unknown): VendorError | undefined {
  const [first] = apiErrors.safeParse(body).data ?? []
  if (first) return { code: first.errorCode, message: first.message }
  const oauth = oauthError.safeParse(body).data
  return oauth && { code: oauth.error, message: oauth.error_description }
}
