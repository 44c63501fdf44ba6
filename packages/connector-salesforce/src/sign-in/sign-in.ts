import type { SignFunction } from '@opencasb/connector-kit'
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

/** Workers that lose a race for a new refresh token take the winner's; more rounds than this are no race. */
const mostRounds = 3

function refreshToken({ credentials, endpoint }: SignInOptions): SignIn {
  return async (signal) => {
    let usedVersion: string | undefined
    for (let round = 1; ; round++) {
      const { credentials: stored, version } = await credentials.read(signal)
      const token = stored.secrets['refreshToken']?.reveal()
      if (!token) throw new CredentialError('credentials.refreshToken: there is no refresh token; authorise the app')
      try {
        const answer = await endpoint.request(
          {
            grant_type: 'refresh_token',
            refresh_token: token,
            client_id: stored.fields['clientId'] ?? '',
            client_secret: stored.secrets['clientSecret']?.reveal() ?? '',
          },
          signal,
        )
        await keepRotated(credentials, stored, version, token, answer, signal)
        return answer
      } catch (error) {
        // Somebody else may have rotated the token between our reading and our asking.
        if (!CredentialError.is(error) || round >= mostRounds || version === usedVersion) throw error
        usedVersion = version
        const now = await credentials.read(signal)
        if (now.version === version) throw error
      }
    }
  }
}

/**
 * Stores a new refresh token before anything else happens. Where another worker was faster, its token stands: it is the
 * newer one, and ours ends with it.
 */
async function keepRotated(
  credentials: CredentialHandle,
  stored: StoredCredentials,
  version: string,
  used: string,
  answer: TokenAnswer,
  signal: AbortSignal,
): Promise<void> {
  const { refreshToken: next } = answer
  if (next === undefined || next === used) return
  const secrets = { ...stored.secrets, refreshToken: secret(next) }
  await credentials.replace({ ...stored, secrets }, version, signal)
}
