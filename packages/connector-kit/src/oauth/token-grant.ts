import { type Secret, secret } from '@opencasb/core'
import { getValidatedIdTokenClaims, type TokenEndpointResponse } from 'oauth4webapi'
import type { OauthClaims } from './oauth-server.ts'

/** What a token endpoint gave. */
export interface TokenGrant {
  readonly accessToken: Secret
  /** Absent where the vendor gave none, and where it did not rotate. */
  readonly refreshToken?: Secret
  readonly expiresInMs?: number
  /** What was granted, where the vendor tells. */
  readonly scopes?: readonly string[]
  /** The checked claims of the id token, where one was asked for. */
  readonly claims?: OauthClaims
  /** What else stood in the answer, tokens left out. */
  readonly rest: Readonly<Record<string, unknown>>
}

/** Reads a checked answer. */
export function toTokenGrant(answer: TokenEndpointResponse): TokenGrant {
  const { access_token, refresh_token, id_token: _idToken, expires_in, scope, token_type: _type, ...rest } = answer
  const claims = getValidatedIdTokenClaims(answer)
  return {
    accessToken: secret(access_token),
    ...(refresh_token !== undefined && { refreshToken: secret(refresh_token) }),
    ...(expires_in !== undefined && { expiresInMs: expires_in * 1000 }),
    ...(scope !== undefined && { scopes: scope.split(/[ ,]/).filter(Boolean) }),
    ...(claims && { claims: { ...claims } }),
    rest,
  }
}
