import { createTokenSource, type TokenSource } from '@opencasb/connector-kit'
import { type Clock, CredentialError, type StoredCredentials } from '@opencasb/core'
import { expandScopes } from './expand-scopes.ts'
import type { TokenEndpoint } from './token-endpoint.ts'

/** Signs in with what an administrator has consented to. */
export interface AdminOauth {
  readonly tokens: TokenSource
  /** What was consented to, as the last token told. */
  granted(): ReadonlySet<string> | 'unknown'
  /** When the consent ends, where the last token told. */
  endsAt(): Date | undefined
}

/**
 * Prepares the sign-in with an OAuth client and a refresh token.
 * @see https://developers.google.com/identity/protocols/oauth2/web-server#offline
 * @throws CredentialError where a field is missing
 */
export function createAdminOauth(
  { fields, secrets }: StoredCredentials,
  endpoint: TokenEndpoint,
  clock: Clock,
): AdminOauth {
  const { clientSecret, refreshToken } = secrets
  if (!clientSecret || !refreshToken) {
    throw new CredentialError('credentials.refreshToken: there is no refresh token or no client secret; give both')
  }
  let granted: ReadonlySet<string> | 'unknown' = 'unknown'
  let endsAt: Date | undefined
  return {
    granted: () => granted,
    endsAt: () => endsAt,
    tokens: createTokenSource({
      clock,
      fetchToken: async (signal) => {
        const token = await endpoint.exchange(
          {
            grant_type: 'refresh_token',
            client_id: fields['clientId'],
            client_secret: clientSecret.reveal(),
            refresh_token: refreshToken.reveal(),
          },
          signal,
        )
        granted = token.scopes ? expandScopes(token.scopes) : 'unknown'
        if (token.consentMs !== undefined) endsAt = new Date(clock.now() + token.consentMs)
        return token
      },
    }),
  }
}
