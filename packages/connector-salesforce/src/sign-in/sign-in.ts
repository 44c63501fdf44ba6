import type { SignFunction } from '@opencasb/connector-kit'
import { rotateRefreshToken } from '@opencasb/connector-kit/oauth'
import {
  type Clock,
  ContractError,
  CredentialError,
  type CredentialHandle,
  type StoredCredentials,
  secret,
} from '@opencasb/core'
import type { SalesforceConfig } from '../config.ts'
import { audienceOf } from './audience.ts'
import { createAssertionMaker } from './jwt-assertion.ts'
import { mayBeTheClock, type TokenEndpoint } from './request-token.ts'
import type { TokenAnswer } from './token-answer.ts'

/** Fetches a token, each time anew. */
export type SignIn = (signal: AbortSignal) => Promise<TokenAnswer>

/** What {@link createSignIn} takes. */
export interface SignInOptions {
  readonly config: SalesforceConfig
  readonly credentials: CredentialHandle
  readonly stored: StoredCredentials
  readonly endpoint: TokenEndpoint
  readonly clock: Clock
  readonly sign: SignFunction | undefined
}

/**
 * Prepares the way to sign in.
 * @throws ConfigError, CredentialError naming the field that is wrong
 */
export function createSignIn(options: SignInOptions): SignIn {
  const { kind } = options.stored
  if (kind === 'jwt-bearer') return jwtBearer(options)
  if (kind === 'client-credentials') return clientCredentials(options)
  if (kind === 'web-server') return refreshToken(options)
  throw new ContractError(`There is no way to sign in that is called ${kind}`)
}

/** Clocks that are further off than this are corrected. */
const toleratedSkewMs = 20_000

function jwtBearer({ config, stored, endpoint, clock, sign }: SignInOptions): SignIn {
  const makeAssertion = createAssertionMaker(stored, sign)
  const audience = audienceOf(config)
  let skewMs = 0
  const request = async (signal: AbortSignal): Promise<TokenAnswer> =>
    endpoint.request(
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: await makeAssertion(audience, clock.now() + skewMs),
      },
      signal,
    )
  return async (signal) => {
    try {
      return await request(signal)
    } catch (error) {
      if (!mayBeTheClock(error)) throw error
      skewMs = await endpoint.clockSkew(signal)
      if (Math.abs(skewMs) < toleratedSkewMs) throw error
      return request(signal)
    }
  }
}

function clientCredentials({ stored, endpoint }: SignInOptions): SignIn {
  const { clientId = '' } = stored.fields
  return (signal) =>
    endpoint.request(
      {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: stored.secrets['clientSecret']?.reveal() ?? '',
      },
      signal,
    )
}

/**
 * Refresh tokens may rotate, and Salesforce ends the grant when one is used twice: a worker reads, uses and replaces it
 * while no other does.
 * @see https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_refresh_token_flow.htm
 */
function refreshToken({ credentials, endpoint, clock }: SignInOptions): SignIn {
  return (signal) =>
    rotateRefreshToken(
      credentials,
      async ({ fields, secrets }, late) => {
        const token = secrets['refreshToken']?.reveal()
        if (!token) throw new CredentialError('credentials.refreshToken: there is no refresh token; connect again')
        const answer = await endpoint.request(
          {
            grant_type: 'refresh_token',
            refresh_token: token,
            client_id: fields['clientId'] ?? '',
            client_secret: secrets['clientSecret']?.reveal() ?? '',
          },
          late,
        )
        return { value: answer, ...(answer.refreshToken !== undefined && { next: secret(answer.refreshToken) }) }
      },
      { clock, signal },
    )
}
