import { createHttpClient, createTokenSource, type HttpClientOptions, type TokenSource } from '@opencasb/connector-kit'
import { type Clock, CredentialError, type StoredCredentials, secret } from '@opencasb/core'
import { z } from 'zod'
import { cloudEndpoints } from '../clouds.ts'
import type { M365Config } from '../config.ts'
import type { M365Options } from '../options.ts'
import { type ClientAssertion, createCertificateAssertion, createFederatedAssertion } from './client-assertion.ts'
import { assertionTimeCode, classifyTokenAnswer, SignInRefusedError } from './token-endpoint-error.ts'

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().nonnegative() })
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** Clocks that are further off than this are corrected. */
const toleratedSkewMs = 20_000

/** What the token endpoint is reached with. */
export type TokenTransport = Pick<HttpClientOptions, 'transport' | 'log'> & {
  readonly clock: Clock
  /** Aborted when nobody needs tokens any more. */
  readonly lifetime: AbortSignal
}

/**
 * Tokens of the application for Microsoft Graph, an hour each.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 * @throws ConfigError where a certificate or key cannot be read
 */
export function createTokens(
  config: M365Config,
  credentials: StoredCredentials,
  options: M365Options,
  { lifetime, ...base }: TokenTransport,
): TokenSource {
  const endpoints = cloudEndpoints[config.cloud]
  const path = `/${config.tenant}/oauth2/v2.0/token`
  const http = createHttpClient({
    ...base,
    baseUrl: config.baseUrls.login ?? endpoints.login,
    classify: classifyTokenAnswer,
  })
  const proof = proofOf(credentials, options)
  let skewMs = 0

  const fetchOnce = async (signal: AbortSignal): Promise<z.infer<typeof tokenSchema>> => {
    const now = base.clock.now() + skewMs
    const { data } = await http.post(path, {
      schema: tokenSchema,
      form: {
        grant_type: 'client_credentials',
        client_id: credentials.fields['clientId'] ?? '',
        scope: `${endpoints.graph}/.default`,
        ...(await proof({ audience: `${endpoints.login}${path}`, now, signal })),
      },
      idempotent: true,
      signal,
    })
    return data
  }

  /** How far Microsoft's clock is ahead of ours; assertions are judged by theirs. */
  const readSkew = async (signal: AbortSignal): Promise<number> => {
    const { headers } = await http.get(`/${config.tenant}/v2.0/.well-known/openid-configuration`, {
      schema: z.unknown(),
      signal,
    })
    const theirs = Date.parse(headers['date'] ?? '')
    return Number.isNaN(theirs) ? 0 : theirs - base.clock.now()
  }

  return createTokenSource({
    clock: base.clock,
    fetchToken: async (attempt) => {
      const signal = AbortSignal.any([attempt, lifetime])
      let answer: z.infer<typeof tokenSchema>
      try {
        answer = await fetchOnce(signal)
      } catch (error) {
        if (!(error instanceof SignInRefusedError) || error.aadsts !== assertionTimeCode) throw error
        if (credentials.kind !== 'certificate') throw error
        skewMs = await readSkew(signal)
        if (Math.abs(skewMs) < toleratedSkewMs) throw error
        answer = await fetchOnce(signal)
      }
      return { token: secret(answer.access_token), expiresInMs: answer.expires_in * 1000 }
    },
  })
}

/** Makes what the application proves itself with. */
export type Proof = (request: Parameters<ClientAssertion>[0]) => Promise<Readonly<Record<string, string>>>

/** Prepares the proof for a way to sign in. */
export function proofOf(credentials: StoredCredentials, options: M365Options): Proof {
  if (credentials.kind === 'client-secret') {
    const given = credentials.secrets['clientSecret']
    if (!given) throw new CredentialError('credentials.clientSecret: there is no client secret; give one')
    return async () => ({ client_secret: given.reveal() })
  }
  const assertion =
    credentials.kind === 'certificate'
      ? createCertificateAssertion(credentials, options)
      : createFederatedAssertion(credentials, options)
  return async (request) => ({ client_assertion_type: assertionType, client_assertion: await assertion(request) })
}
