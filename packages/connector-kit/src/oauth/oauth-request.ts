import { ContractError } from '@opencasb/core'
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  type ClientAuth,
  clockSkew,
  customFetch,
} from 'oauth4webapi'
import { baseUrlProblem } from '../config/base-url-problem.ts'
import type { OauthClient } from './oauth-client.ts'
import type { OauthContext } from './oauth-context.ts'
import { createOauthFetch } from './oauth-fetch.ts'
import type { OauthServer } from './oauth-server.ts'

/** What the calls of oauth4webapi take. */
export interface OauthRequest {
  metadata(issuer?: string): AuthorizationServer
  /** With the vendor's time, as the last answer told it. */
  client(): Client
  readonly auth: ClientAuth
  readonly options: {
    readonly [customFetch]: (
      url: string,
      init: Parameters<ReturnType<typeof createOauthFetch>['fetch']>[1],
    ) => Promise<Response>
    readonly [allowInsecureRequests]: boolean
    readonly signal: AbortSignal
  }
}

/**
 * Prepares a request to an authorisation server.
 * @throws ContractError where an address is neither https nor loopback
 */
export function prepareRequest(
  server: OauthServer,
  client: OauthClient | undefined,
  context: OauthContext,
): OauthRequest {
  const { title, tokenEndpoint, revocationEndpoint, keys } = server
  const addresses = [tokenEndpoint, revocationEndpoint, keys].filter((address) => address !== undefined)
  for (const address of addresses) {
    const problem = baseUrlProblem(address, 'https://login.example.com/token')
    if (problem !== undefined) throw new ContractError(`${title}: an address ${problem}`)
  }
  const { fetch, skewSeconds } = createOauthFetch(title, context)
  return {
    metadata: (issuer = new URL(tokenEndpoint).origin) => ({
      issuer,
      token_endpoint: tokenEndpoint,
      ...(revocationEndpoint !== undefined && { revocation_endpoint: revocationEndpoint }),
      ...(keys !== undefined && { jwks_uri: keys }),
    }),
    client: () => ({ client_id: client?.clientId ?? 'none', [clockSkew]: Math.round(skewSeconds()) }),
    auth: async (_server, _client, body, headers) => client?.prove(body, headers),
    options: {
      [customFetch]: fetch,
      // Plain http passed the check above: it is loopback, as in tests.
      [allowInsecureRequests]: addresses.some((address) => new URL(address).protocol === 'http:'),
      signal: context.signal,
    },
  }
}
