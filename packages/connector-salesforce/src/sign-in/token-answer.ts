import { UnexpectedAnswerError } from '@opencasb/core'
import { z } from 'zod'
import { isSalesforceHost } from './audience.ts'

/** What the token endpoint gave. */
export interface TokenAnswer {
  readonly accessToken: string
  /** Where the organisation's API is. */
  readonly instanceUrl: string
  readonly userId: string | undefined
  /** Set where refresh tokens rotate. */
  readonly refreshToken: string | undefined
}

/** @see https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm */
export const tokenAnswerSchema: z.ZodType<TokenAnswer> = z
  .object({
    access_token: z.string().min(1),
    instance_url: z.string().min(1),
    id: z.string().optional().catch(undefined),
    refresh_token: z.string().min(1).optional().catch(undefined),
  })
  .transform(({ access_token, instance_url, id, refresh_token }) => ({
    accessToken: access_token,
    instanceUrl: instance_url,
    userId: /\/id\/[A-Za-z0-9]{15,18}\/(005[A-Za-z0-9]{12,15})$/.exec(id ?? '')?.[1],
    refreshToken: refresh_token,
  }))

/**
 * The origin that the API is asked at: the configured one, or the one that Salesforce named if it is Salesforce's own.
 * @throws UnexpectedAnswerError where the answer leads elsewhere; the token is sent nowhere then
 */
export function apiOriginOf(
  instanceUrl: string,
  baseUrls: { readonly login: string; readonly api?: string | undefined },
): string {
  if (baseUrls.api !== undefined) return baseUrls.api
  const named = URL.parse(instanceUrl)
  if (named && named.origin === new URL(baseUrls.login).origin) return named.origin
  if (named?.protocol === 'https:' && named.port === '' && isSalesforceHost(named.hostname)) return named.origin
  throw new UnexpectedAnswerError(
    'Salesforce named an instance outside of its own domains; nothing was sent there. Set config.baseUrls.api if it is yours',
    { retryable: false },
  )
}
