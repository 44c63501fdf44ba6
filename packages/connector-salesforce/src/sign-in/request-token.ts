import { createHttpClient, type HttpClient, type HttpClientOptions } from '@opencasb/connector-kit'
import { CredentialError } from '@opencasb/core'
import { z } from 'zod'
import { classifyTokenAnswer } from './refused-sign-in.ts'
import { type TokenAnswer, tokenAnswerSchema } from './token-answer.ts'

/** Asks Salesforce's sign-in server. */
export interface TokenEndpoint {
  request(form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<TokenAnswer>
  /** How far the vendor's clock is ahead of ours, in milliseconds. */
  clockSkew(signal: AbortSignal): Promise<number>
}

/** Makes the endpoint at a sign-in server. */
export function createTokenEndpoint(
  options: Pick<HttpClientOptions, 'baseUrl' | 'transport' | 'clock' | 'log' | 'secrets'>,
): TokenEndpoint {
  const http: HttpClient = createHttpClient({ ...options, classify: classifyTokenAnswer, readQuota: () => undefined })
  return {
    async request(form, signal) {
      const { data } = await http.post('/services/oauth2/token', {
        schema: tokenAnswerSchema,
        form,
        // A refresh token that rotates is used up by the first request, whether its answer arrives or not.
        idempotent: form['grant_type'] !== 'refresh_token',
        signal,
      })
      return data
    },
    async clockSkew(signal) {
      const { headers } = await http.get('/services/data', { schema: z.unknown(), conditional: false, signal })
      const theirs = Date.parse(headers['date'] ?? '')
      return Number.isNaN(theirs) ? 0 : theirs - options.clock.now()
    },
  }
}

/** Says whether a refusal may be about the time and not about the credentials. */
export function mayBeTheClock(error: unknown): boolean {
  return CredentialError.is(error) && /expired|assertion/.test(error.message)
}
