import { Buffer } from 'node:buffer'
import { z } from 'zod'

/** What an access token says of itself. It is Graph's to verify; we only look. */
export interface TokenClaims {
  /** The tenant's id. */
  readonly tenant: string | undefined
  /** Application permissions that an administrator consented to; `undefined` where the token cannot be read. */
  readonly roles: readonly string[] | undefined
}

const claimsSchema = z.object({
  tid: z.string().optional().catch(undefined),
  roles: z.array(z.string()).default([]).catch([]),
})

/** Reads the claims of an access token. Microsoft promises nothing of its format, so a token that cannot be read is no error. */
export function readClaims(token: string): TokenClaims {
  const [, payload] = token.split('.')
  if (payload === undefined) return { tenant: undefined, roles: undefined }
  try {
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return { tenant: claims.tid, roles: claims.roles }
  } catch {
    return { tenant: undefined, roles: undefined }
  }
}
