import type { Secret } from '@opencasb/core'
import { processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi'
import type { OauthClient } from './oauth-client.ts'
import type { OauthContext } from './oauth-context.ts'
import { oauthFailure } from './oauth-failure.ts'
import { prepareRequest } from './oauth-request.ts'
import type { OauthServer } from './oauth-server.ts'
import { type TokenGrant, toTokenGrant } from './token-grant.ts'
import { withoutIdToken } from './without-id-token.ts'

/**
 * Asks for a token with a refresh token, once: where tokens rotate, a repetition would end the grant. An id token in the
 * answer is not looked at.
 * @throws CredentialError where the server refuses
 */
export async function refreshGrant(
  server: OauthServer,
  client: OauthClient,
  refreshToken: Secret,
  context: OauthContext,
): Promise<TokenGrant> {
  const request = prepareRequest(server, client, context)
  try {
    const issuer = typeof server.issuer === 'string' ? server.issuer : undefined
    const metadata = request.metadata(issuer)
    const token = refreshToken.reveal()
    const response = await refreshTokenGrantRequest(metadata, request.client(), request.auth, token, request.options)
    const answer = await withoutIdToken(response)
    return toTokenGrant(await processRefreshTokenResponse(metadata, request.client(), answer))
  } catch (error) {
    throw oauthFailure(server, error, context.signal)
  }
}
