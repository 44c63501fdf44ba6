import {
  authorizationUrl,
  clientWithSecret,
  exchangeCode,
  type OauthClaims,
  type OauthServer,
  withTransport,
} from '@opencasb/connector-kit/oauth'
import { CredentialError } from '@opencasb/core'
import type { ConnectFlow } from '@opencasb/core/connector'
import { z } from 'zod'
import { usersScope } from './find-customer.ts'
import { tokenRoot } from './token-endpoint.ts'
import { TokenRefusal } from './token-refusal.ts'

const accountsRoot = 'https://accounts.google.com'
const keysAddress = 'https://www.googleapis.com/oauth2/v3/certs'

/** What is read of a configuration that may not be whole before the administrator has consented. */
const settingsSchema = z.object({
  adminEmail: z.string().optional(),
  baseUrls: z.object({ token: z.string().optional(), accounts: z.string().optional() }).default({}),
})

/** Google's authorisation server, for a configuration. */
export function authorizationServer(baseUrls: {
  readonly token?: string | undefined
  readonly accounts?: string | undefined
}): OauthServer {
  const accounts = baseUrls.accounts ?? accountsRoot
  const token = baseUrls.token ?? tokenRoot
  return {
    title: 'Google',
    authorizationEndpoint: `${accounts}/o/oauth2/v2/auth`,
    tokenEndpoint: `${token}/token`,
    revocationEndpoint: `${token}/revoke`,
    // Google documents both forms of its own name.
    issuer: ({ iss }) => [accountsRoot, 'accounts.google.com', accounts].find((name) => name === iss),
    keys: baseUrls.accounts === undefined ? keysAddress : `${accounts}/oauth2/v3/certs`,
    explain: ({ error, description }) => (error === 'access_denied' ? undefined : new TokenRefusal(error, description)),
  }
}

/**
 * Connects by the consent of an administrator. The scopes asked for are exactly those that are needed, and the one that
 * names the account; what the administrator unticks is left out of what the session was granted.
 * @see https://developers.google.com/identity/protocols/oauth2/web-server
 * @see https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken
 */
export const adminConsent: ConnectFlow<unknown> = {
  app: ['clientId', 'clientSecret'],
  begin(request) {
    const { adminEmail, baseUrls } = settingsSchema.parse(request.config)
    return authorizationUrl(request, {
      endpoint: authorizationServer(baseUrls).authorizationEndpoint,
      clientId: request.app['clientId'] ?? '',
      scopes: ['email', ...request.permissions, usersScope],
      openid: true,
      more: {
        access_type: 'offline',
        // Without it Google gives a refresh token the first time only.
        prompt: 'consent',
        ...(adminEmail !== undefined && { login_hint: adminEmail }),
      },
    })
  },
  async complete(answer) {
    const { adminEmail, baseUrls } = settingsSchema.parse(answer.config)
    const { clientId = '', clientSecret = '' } = answer.app
    const { clock, signal } = answer
    const { claims = {}, refreshToken } = await withTransport(answer.transport, (transport) =>
      exchangeCode({
        server: authorizationServer(baseUrls),
        client: clientWithSecret(clientId, clientSecret),
        answer,
        openid: true,
        transport,
        clock,
        signal,
      }),
    )
    const email = administratorOf(claims, adminEmail)
    if (!refreshToken) {
      throw new CredentialError(
        'Google gave no refresh token: remove the app under https://myaccount.google.com/connections, then connect again',
      )
    }
    return {
      credentials: { clientId, clientSecret, refreshToken: refreshToken.reveal() },
      config: { adminEmail: email },
    }
  },
}

/** Who has consented: a user of a Workspace account, and the configured one where one is configured. */
function administratorOf({ hd, email, email_verified: verified }: OauthClaims, expected: string | undefined): string {
  if (typeof hd !== 'string' || typeof email !== 'string' || verified === false) {
    throw new CredentialError(
      'The account that consented belongs to no Google Workspace organisation; connect again as an administrator of it',
    )
  }
  if (expected !== undefined && expected.toLowerCase() !== email.toLowerCase()) {
    throw new CredentialError(
      'Another user than config.adminEmail consented; connect again as that one, or set config.adminEmail to who consents',
    )
  }
  return email
}
