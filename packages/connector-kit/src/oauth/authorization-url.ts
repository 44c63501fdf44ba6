import type { ConnectRequest } from '@opencasb/core/connector'

/** What an authorisation URL is made of besides the attempt itself. */
export interface AuthorizationParameters {
  readonly endpoint: string
  readonly clientId: string
  readonly scopes: readonly string[]
  /** Sends the nonce, which comes back in the id token. @default false */
  readonly openid?: boolean
  /** What the vendor wants besides: `prompt`, `access_type`. */
  readonly more?: Readonly<Record<string, string>>
}

/** Where an administrator is sent: the authorisation code flow with PKCE. */
export function authorizationUrl(
  {
    redirectUri,
    state,
    codeChallenge,
    nonce,
  }: Pick<ConnectRequest, 'redirectUri' | 'state' | 'codeChallenge' | 'nonce'>,
  { endpoint, clientId, scopes, openid = false, more = {} }: AuthorizationParameters,
): string {
  const url = new URL(endpoint)
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: [...new Set(openid ? ['openid', ...scopes] : scopes)].join(' '),
    state,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...(openid && { nonce }),
    ...more,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
