import {
  type AnswerToClassify,
  type Classification,
  createHttpClient,
  type FetchedToken,
  type HttpClientOptions,
  type Query,
  vendorNow,
} from '@opencasb/connector-kit'
import { type Clock, secret } from '@opencasb/core'
import { z } from 'zod'
import { classify } from '../http/classify.ts'
import { TokenRefusal } from './token-refusal.ts'

/** A token, and what it may be used for where Google tells. */
export interface GrantedToken extends FetchedToken {
  readonly scopes?: readonly string[]
  /** How long the consent itself lasts: set where the administrator gave it for a time, or the app is being tested. */
  readonly consentMs?: number
}

/** Where access tokens come from. */
export interface TokenEndpoint {
  /**
   * Asks for a token.
   * @throws TokenRefusal where Google refuses for good
   */
  exchange(form: Query, signal: AbortSignal): Promise<GrantedToken>
  /** How far Google's clock is ahead of ours in milliseconds, as far as its answers told. */
  skewMs(): number
}

/** Where access tokens come from. */
export const tokenRoot = 'https://oauth2.googleapis.com'

/** Google's own address, which assertions are made out to even where requests take another way. */
export const tokenAudience = 'https://oauth2.googleapis.com/token'

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().optional(),
  scope: z.string().optional(),
  refresh_token_expires_in: z.number().optional().catch(undefined),
})

const refusalSchema = z.object({ error: z.string(), error_description: z.string().catch('') })

/** Makes the client of the token endpoint. It waits for no quota: tokens are what the quota is used with. */
export function createTokenEndpoint(
  options: Pick<HttpClientOptions, 'baseUrl' | 'transport' | 'log'> & {
    readonly clock: Clock
    /** Ends all requests under way with the scan. */
    readonly signal: AbortSignal
  },
): TokenEndpoint {
  const { clock, signal: ended } = options
  let skewMs = 0
  const classifyToken = (answer: AnswerToClassify): Classification | undefined => {
    const { status, headers, body } = answer
    skewMs = vendorNow(headers, clock) - clock.now()
    if (status !== 400 && status !== 401 && status !== 403) return undefined
    const refusal = refusalSchema.safeParse(body)
    // What speaks like the other APIs, of quotas for one, says nothing about the credentials.
    if (!refusal.success) return classify(answer)
    return { kind: 'fatal', error: new TokenRefusal(refusal.data.error, refusal.data.error_description) }
  }
  const http = createHttpClient({ ...options, classify: classifyToken })
  return {
    skewMs: () => skewMs,
    async exchange(form, signal) {
      const { data } = await http.post('/token', {
        schema: tokenSchema,
        form,
        idempotent: true,
        signal: AbortSignal.any([signal, ended]),
      })
      const { access_token, expires_in, scope, refresh_token_expires_in: consent } = data
      return {
        token: secret(access_token),
        ...(expires_in !== undefined && { expiresInMs: expires_in * 1000 }),
        ...(consent !== undefined && { consentMs: consent * 1000 }),
        ...(scope !== undefined && { scopes: scope.split(' ').filter(Boolean) }),
      }
    },
  }
}
