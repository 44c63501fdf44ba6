import { Buffer } from 'node:buffer'
import {
  clientWithSecret,
  exchangeCode,
  type OauthContext,
  type OauthRefusal,
  type OauthServer,
  revokeByDelete,
  withTransport,
} from '@opencasb/connector-kit/oauth'
import { ConfigError, CredentialError, type Secret } from '@opencasb/core'
import type { ConnectAnswer, ConnectFlow } from '@opencasb/core/connector'
import { z } from 'zod'
import { proveInstallation } from './prove-installation.ts'
import { requestHeaders } from './request-headers.ts'
import { webAddress } from './web-address.ts'

/** What is read of a configuration that may not be whole before the app is installed. */
const settingsSchema = z.object({
  organizations: z.array(z.string()).default([]),
  baseUrl: z
    .string()
    .transform((text) => text.replace(/\/+$/, ''))
    .default('https://api.github.com'),
})

/**
 * Connects by installing the host's own app. GitHub sends the person back with the id of the installation, which anybody
 * could write there, and with a code; the code proves who came back, and is worth nothing afterwards. The installation
 * page takes no PKCE challenge.
 * @see https://docs.github.com/en/apps/sharing-github-apps/sharing-your-github-app
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
export const appInstallation: ConnectFlow<unknown> = {
  app: ['appId', 'privateKey', 'appSlug', 'clientId', 'clientSecret'],
  begin({ config, app, state }) {
    const { origin, apps } = webAddress(settingsSchema.parse(config).baseUrl)
    for (const name of ['clientId', 'clientSecret']) {
      if (app[name]) continue
      const field = `credentials.${name}`
      throw new ConfigError(`${field}: give that of the app, from its settings page`, { field })
    }
    const slug = app['appSlug'] ?? ''
    if (!/^[a-z\d][a-z\d-]*$/i.test(slug)) {
      const field = 'credentials.appSlug'
      throw new ConfigError(
        `${field}: give the end of the public page of the app, as in https://github.com/apps/acme`,
        {
          field,
        },
      )
    }
    const url = new URL(`${apps}/${slug}/installations/new`, origin)
    url.searchParams.set('state', state)
    return url.href
  },
  async complete(answer) {
    const { params, app } = answer
    if (params['setup_action'] === 'request') {
      throw new CredentialError(
        'The installation was only asked for: an owner of the organisation approves it under the settings, GitHub Apps; then connect again as an owner',
      )
    }
    if (params['code'] === undefined && params['error'] === undefined) {
      throw new CredentialError(
        'GitHub sent no code: select "Request user authorization (OAuth) during installation" in the settings of the app, then connect again',
      )
    }
    const { appId = '', privateKey = '', appSlug = '' } = app
    const { id, organization } = await withTransport(answer.transport, (transport) =>
      prove(answer, { transport, clock: answer.clock, signal: answer.signal }),
    )
    return {
      credentials: { appId, installationId: id, privateKey, appSlug },
      config: { organizations: [organization] },
    }
  },
}

async function prove(answer: ConnectAnswer, context: OauthContext): ReturnType<typeof proveInstallation> {
  const { organizations, baseUrl } = settingsSchema.parse(answer.config)
  const { appId = '', clientId = '', clientSecret = '' } = answer.app
  const { accessToken } = await exchangeCode({
    server: serverOf(baseUrl),
    client: clientWithSecret(clientId, clientSecret),
    answer,
    pkce: false,
    ...context,
  })
  try {
    const installationId = answer.params['installation_id']
    return await proveInstallation({
      baseUrl,
      appId,
      installationId,
      organizations,
      userToken: accessToken,
      ...context,
    })
  } finally {
    await discard(accessToken, answer, baseUrl, context)
  }
}

/** The token has done its work. Where GitHub does not take it back now, it ends by itself within hours. */
async function discard(
  token: Secret,
  { app, log }: ConnectAnswer,
  baseUrl: string,
  context: OauthContext,
): Promise<void> {
  const { clientId = '', clientSecret = '' } = app
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  try {
    await revokeByDelete({
      title: 'GitHub',
      url: `${baseUrl}/applications/${encodeURIComponent(clientId)}/token`,
      headers: { ...requestHeaders, authorization: `Basic ${basic}` },
      json: { access_token: token.reveal() },
      ...context,
    })
  } catch {
    log.warn('GitHub did not take the token of the person who connected back; it ends by itself')
  }
}

function serverOf(baseUrl: string): OauthServer {
  const { origin } = webAddress(baseUrl)
  return {
    title: 'GitHub',
    authorizationEndpoint: `${origin}/login/oauth/authorize`,
    tokenEndpoint: `${origin}/login/oauth/access_token`,
    explain,
  }
}

/** @see https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors */
const explanations: Readonly<Record<string, string>> = {
  bad_verification_code: 'GitHub does not accept the code: it was used or has expired; connect again',
  incorrect_client_credentials: 'credentials.clientId or credentials.clientSecret is not that of the app',
  redirect_uri_mismatch:
    'The redirect address is not the first callback URL of the app: set it in the settings of the app',
  application_suspended: 'GitHub has suspended the app: its owner contacts the support of GitHub',
  unverified_user_email:
    'The person who came back has no verified e-mail address at GitHub: verify it, then connect again',
}

function explain({ error }: OauthRefusal): Error | undefined {
  const explanation = explanations[error]
  return explanation === undefined ? undefined : new CredentialError(explanation)
}
