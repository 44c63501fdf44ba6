import { createHttpClient, type HttpClient, type HttpClientOptions, type TokenSource } from '@opencasb/connector-kit'
import type { GoogleConfig } from '../config.ts'
import { type GoogleApi, googleApis } from '../google-api.ts'
import { classify } from '../http/classify.ts'
import { BoundedCache } from './bounded-cache.ts'

/** How many clients, each with a token of its own, are kept. */
const clientsKept = 256

/**
 * Makes a client per API and user when it is first asked for.
 * @param tokensFor where the tokens of an API come from, in the name of a user
 */
export function createApiClients(
  config: GoogleConfig,
  tokensFor: (api: GoogleApi, subject: string) => TokenSource,
  options: Pick<HttpClientOptions, 'transport' | 'clock' | 'log' | 'limiter' | 'cache'>,
): (api: GoogleApi, subject?: string) => HttpClient {
  const clients = new BoundedCache<HttpClient>(clientsKept)
  return (api, subject = config.adminEmail) =>
    clients.get(`${api} ${subject}`, () => {
      const { baseUrl, pace } = googleApis[api]
      const isAdmin = subject === config.adminEmail
      const { cache, ...others } = options
      return createHttpClient({
        ...others,
        baseUrl: config.baseUrls[api] ?? baseUrl,
        // Answers are kept by address alone: what one user sees is not what another one sees.
        ...(cache && isAdmin && { cache }),
        classify,
        defaultBucket: api,
        ...(pace && { paces: { [api]: pace } }),
        authorize: { tokens: tokensFor(api, subject) },
      })
    })
}
