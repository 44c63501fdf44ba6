import { createHttpClient, createStaticTokenSource, createTokenSource, type HttpClient } from '@opencasb/connector-kit'
import { type Clock, CredentialError, type StoredCredentials, secret, type Transport } from '@opencasb/core'
import type { OpenContext } from '@opencasb/core/connector'
import { z } from 'zod'
import type { AcmeNotesConfig } from './config.ts'

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() })

/** Makes the client that reads the API: one origin, one credential, the limits and the cache of the host. */
export function createAcmeNotesClient(
  context: OpenContext<AcmeNotesConfig>,
  transport: Transport,
  credentials: StoredCredentials,
): HttpClient {
  const { config, limiter, cache, clock, log } = context
  const tokens =
    credentials.kind === 'api-key'
      ? createStaticTokenSource(secretOf(credentials, 'key'))
      : tokensOfClient(config.baseUrl, transport, clock, credentials)
  return createHttpClient({
    baseUrl: config.baseUrl,
    transport,
    limiter,
    cache,
    clock,
    log,
    authorize: { tokens },
    defaultBucket: 'api',
  })
}

/** Exchanges the client's secret for tokens, without waiting for the quota that the tokens serve. */
function tokensOfClient(baseUrl: string, transport: Transport, clock: Clock, credentials: StoredCredentials) {
  const clientSecret = secretOf(credentials, 'clientSecret')
  const endpoint = createHttpClient({ baseUrl, transport, clock, secrets: [clientSecret.reveal()] })
  return createTokenSource({
    clock,
    async fetchToken(signal) {
      const { data } = await endpoint.post('/oauth/token', {
        form: {
          grant_type: 'client_credentials',
          client_id: credentials.fields['clientId'],
          client_secret: clientSecret.reveal(),
        },
        schema: tokenAnswer,
        // Asking for a second token does no harm.
        idempotent: true,
        signal,
      })
      return { token: secret(data.access_token), expiresInMs: data.expires_in * 1000 }
    },
  })
}

function secretOf(credentials: StoredCredentials, field: string) {
  const value = credentials.secrets[field]
  if (!value) throw new CredentialError(`The credentials lack the field ${field}; connect the integration again`)
  return value
}
