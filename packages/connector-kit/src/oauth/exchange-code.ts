import { Buffer } from 'node:buffer'
import { CredentialError } from '@opencasb/core'
import type { ConnectAnswer } from '@opencasb/core/connector'
import {
  authorizationCodeGrantRequest,
  nopkce,
  processAuthorizationCodeResponse,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from 'oauth4webapi'
import type { OauthClient } from './oauth-client.ts'
import type { OauthContext } from './oauth-context.ts'
import { oauthFailure } from './oauth-failure.ts'
import { prepareRequest } from './oauth-request.ts'
import type { OauthClaims, OauthServer } from './oauth-server.ts'
import { type TokenGrant, toTokenGrant } from './token-grant.ts'
import { withoutIdToken } from './without-id-token.ts'

/** What {@link exchangeCode} takes. */
export interface CodeExchange extends OauthContext {
  readonly server: OauthServer
  readonly client: OauthClient
  /** What came back, and what the attempt began with. */
  readonly answer: Pick<ConnectAnswer, 'params' | 'state' | 'redirectUri' | 'codeVerifier' | 'nonce'>
  /** An id token is asked for, and must be good; otherwise none is looked at. @default false */
  readonly openid?: boolean
  /** Off where the attempt could not carry a challenge. @default true */
  readonly pkce?: boolean
}

/**
 * Trades the code of a redirect for tokens, once. An id token is checked as OpenID Connect says: issuer, audience, nonce,
 * times, and the signature on top.
 * @throws CredentialError where the administrator declined, or the server refuses the code
 * @throws CredentialError where the answer or the id token is not for this attempt
 */
export async function exchangeCode(exchange: CodeExchange): Promise<TokenGrant> {
  const { server, client, answer, openid = false, pkce = true } = exchange
  const request = prepareRequest(server, client, exchange)
  try {
    const { iss, ...params } = answer.params
    const fixed = typeof server.issuer === 'string' ? server.issuer : undefined
    const checked = validateAuthResponse(
      request.metadata(fixed),
      request.client(),
      new URLSearchParams(fixed !== undefined && iss !== undefined ? { ...params, iss } : params),
      answer.state,
    )
    if (!checked.get('code')) {
      throw new CredentialError(`${server.title}: the redirect brought no code; connect again`)
    }
    const response = await authorizationCodeGrantRequest(
      request.metadata(fixed),
      request.client(),
      request.auth,
      checked,
      answer.redirectUri,
      pkce ? answer.codeVerifier : nopkce,
      request.options,
    )
    const issuer = openid ? (fixed ?? (await issuerOf(server, response))) : fixed
    if (openid && fixed === undefined && iss !== undefined && iss !== issuer) throw foreignIssuer(server)
    const metadata = request.metadata(issuer)
    const granted = await processAuthorizationCodeResponse(
      metadata,
      request.client(),
      openid ? response : await withoutIdToken(response),
      openid ? { expectedNonce: answer.nonce, requireIdToken: true } : {},
    )
    if (openid) await validateApplicationLevelSignature(metadata, response, request.options)
    return toTokenGrant(granted)
  } catch (error) {
    throw oauthFailure(server, error, exchange.signal)
  }
}

/** Who must have issued the id token, told by claims that are checked against it afterwards. */
async function issuerOf(server: OauthServer, response: Response): Promise<string | undefined> {
  if (!response.ok || typeof server.issuer !== 'function') return undefined
  const body: unknown = await response.clone().json()
  const token = (body as { id_token?: unknown } | null)?.id_token
  if (typeof token !== 'string') throw new CredentialError(`${server.title} gave no id token; connect again`)
  const issuer = server.issuer(uncheckedClaims(token))
  if (issuer === undefined) throw foreignIssuer(server)
  return issuer
}

function uncheckedClaims(token: string): OauthClaims {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as OauthClaims) : {}
  } catch {
    return {}
  }
}

function foreignIssuer({ title }: OauthServer): CredentialError {
  return new CredentialError(`${title}: the id token was issued by somebody else; connect again`)
}
