import {
  authorizationUrl,
  clientWithSecret,
  exchangeCode,
  type OauthServer,
  withTransport,
} from '@opencasb/connector-kit/oauth'
import { CredentialError } from '@opencasb/core'
import type { ConnectFlow } from '@opencasb/core/connector'
import { z } from 'zod'
import { explainRefusal } from './refused-sign-in.ts'

const production = 'https://login.salesforce.com'

/** What is read of a configuration that may not be whole before the user has approved. */
const settingsSchema = z.object({
  baseUrls: z
    .object({
      login: z
        .string()
        .transform((text) => text.replace(/\/+$/, ''))
        .default(production),
    })
    .default({ login: production }),
})

/** Salesforce's authorisation server at a sign-in host: production's, that of sandboxes, or a My Domain. */
export function authorizationServer(login: string): OauthServer {
  return {
    title: 'Salesforce',
    authorizationEndpoint: `${login}/services/oauth2/authorize`,
    tokenEndpoint: `${login}/services/oauth2/token`,
    revocationEndpoint: `${login}/services/oauth2/revoke`,
    explain: ({ error, description }) =>
      /^access[_-]denied$/.test(error)
        ? undefined
        : new CredentialError(explainRefusal({ code: error, message: description })),
  }
}

/**
 * Connects by the approval of a user: the web server flow with PKCE. What the user may not see is not granted, so the
 * integration user signs in, not the administrator.
 * @see https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm
 */
export const userApproval: ConnectFlow<unknown> = {
  app: ['clientId', 'clientSecret'],
  begin(request) {
    const { baseUrls } = settingsSchema.parse(request.config)
    return authorizationUrl(request, {
      endpoint: authorizationServer(baseUrls.login).authorizationEndpoint,
      clientId: request.app['clientId'] ?? '',
      scopes: ['api', 'refresh_token'],
      // Asked anew, so that nobody connects as whoever happens to be signed in.
      more: { prompt: 'login consent' },
    })
  },
  async complete(answer) {
    const { baseUrls } = settingsSchema.parse(answer.config)
    const { clientId = '', clientSecret = '' } = answer.app
    const { clock, signal } = answer
    const { refreshToken } = await withTransport(answer.transport, (transport) =>
      exchangeCode({
        server: authorizationServer(baseUrls.login),
        client: clientWithSecret(clientId, clientSecret),
        answer,
        transport,
        clock,
        signal,
      }),
    )
    if (!refreshToken) {
      throw new CredentialError(
        'Salesforce gave no refresh token: add the scope "Perform requests at any time (refresh_token, offline_access)" to the app, then connect again',
      )
    }
    return { credentials: { clientId, clientSecret, refreshToken: refreshToken.reveal() } }
  },
}
