import { ContractError, type Secret } from '@opencasb/core'
import { processRevocationResponse, ResponseBodyError, revocationRequest } from 'oauth4webapi'
import type { OauthClient } from './oauth-client.ts'
import type { OauthContext } from './oauth-context.ts'
import { oauthFailure } from './oauth-failure.ts'
import { prepareRequest } from './oauth-request.ts'
import type { OauthServer } from './oauth-server.ts'

/**
 * Revokes a token, and with a refresh token the grant that it belongs to. A token that is no good any more counts as
 * revoked.
 * @param client absent where the vendor asks for the token alone
 * @see https://www.rfc-editor.org/rfc/rfc7009
 * @throws ProviderError, CredentialError where the server does not confirm it
 */
export async function revokeToken(
  server: OauthServer,
  client: OauthClient | undefined,
  token: Secret,
  context: OauthContext,
): Promise<void> {
  if (server.revocationEndpoint === undefined) throw new ContractError(`${server.title} has no revocation endpoint`)
  const request = prepareRequest(server, client, context)
  try {
    const metadata = request.metadata()
    const value = token.reveal()
    await processRevocationResponse(
      await revocationRequest(metadata, request.client(), request.auth, value, request.options),
    )
  } catch (error) {
    if (error instanceof ResponseBodyError && error.error === 'invalid_token') return
    throw oauthFailure(server, error, context.signal)
  }
}
