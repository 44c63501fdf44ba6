import { createHttpClient, createStaticTokenSource, type TokenSource } from '@opencasb/connector-kit'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { ConfigError, CredentialError, type StoredCredentials } from '@opencasb/core'
import type { OpenContext } from '@opencasb/core/connector'
import { createGithubClient } from '../client.ts'
import type { GithubConfig } from '../config.ts'
import { classify } from '../http/classify.ts'
import { graphqlUrl } from '../http/graphql-url.ts'
import { readQuota } from '../http/read-quota.ts'
import type { GithubSession } from '../session.ts'
import { type AppSignIn, createAppSignIn } from './app-installation.ts'
import { expandPermissions } from './expand-permissions.ts'
import { expandScopes } from './expand-scopes.ts'
import { type FoundOrganization, findOrganizations } from './find-organizations.ts'
import { appClassifier, tokenClassifier } from './lost-access.ts'
import { readFeatures } from './read-features.ts'
import { readQuotas } from './read-quotas.ts'
import { readSizes } from './read-sizes.ts'
import { requestHeaders } from './request-headers.ts'
import { tokenExpiry } from './token-expiry.ts'

/**
 * Signs in: one request per organisation, one more for an app.
 * @throws ConfigError, CredentialError naming the field that is wrong
 */
export async function openSession(context: OpenContext<GithubConfig>): Promise<GithubSession> {
  const { config, cache, clock, limiter, log, signal } = context
  const { credentials } = await context.credentials.read(signal)
  const transport = context.transport ?? createNodeTransport()
  const close = async (): Promise<void> => {
    if (!context.transport) await transport.close()
  }
  try {
    const isApp = credentials.kind === 'github-app'
    const classifyAnswer = (isApp ? appClassifier : tokenClassifier)(classify)
    const base = {
      baseUrl: config.baseUrl,
      transport,
      clock,
      log,
      classify: classifyAnswer,
      headers: requestHeaders,
      readQuota,
    }
    const app = isApp ? createAppSignIn(credentials, base) : undefined
    const granted = app && (await readGranted(app, config, signal))
    const http = createHttpClient({
      ...base,
      limiter,
      cache,
      defaultBucket: 'core',
      authorize: { tokens: app?.tokens ?? personalToken(credentials) },
    })
    const client = createGithubClient(http, graphqlUrl(config.baseUrl), cache)
    const organizations = await findOrganizations(client, config, signal)
    const [first] = organizations
    if (!first)
      throw new ConfigError('config.organizations: name at least one organisation', { field: 'config.organizations' })
    const expiresAt = app ? undefined : tokenExpiry(first.headers['github-authentication-token-expiration'])
    return {
      client,
      authKind: credentials.kind,
      organizations: organizations.map(({ id, login, url }) => ({ id, login, url })),
      tenant: { id: first.id, name: first.login, url: first.url },
      granted: granted ?? grantedToToken(credentials.kind, first),
      features: readFeatures(organizations),
      ...(expiresAt && { expiresAt }),
      sizes: (sizesSignal) => readSizes(client, organizations, sizesSignal),
      quotas: (quotasSignal) => readQuotas(client, quotasSignal),
      close,
      // An app that was installed by connecting is there for this alone: the installation is the grant.
      ...(app &&
        credentials.fields['appSlug'] !== undefined && { revoke: () => app.uninstall(new AbortController().signal) }),
    }
  } catch (error) {
    await close()
    throw error
  }
}

function personalToken({ secrets }: StoredCredentials): TokenSource {
  const token = secrets['token']
  if (!token) throw new CredentialError('credentials.token: there is no token; give one')
  return createStaticTokenSource(token)
}

/** What the installation was granted; an installation serves one organisation. */
async function readGranted(app: AppSignIn, config: GithubConfig, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const installation = await app.installation(signal)
  if (installation.suspended) {
    throw new CredentialError(
      'The installation of the app is suspended: unsuspend it under the settings of the organisation, GitHub Apps',
    )
  }
  const other = config.organizations.findIndex((login) => login.toLowerCase() !== installation.account.toLowerCase())
  if (other >= 0) {
    const field = `config.organizations.${other}`
    const message = `${field}: the installation belongs to "${installation.account}"; add one integration per installation`
    throw new ConfigError(message, { field })
  }
  return expandPermissions(installation.permissions)
}

/**
 * GitHub tells the scopes of classic tokens, and nothing about the permissions of fine-grained ones.
 * @see https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
 */
function grantedToToken(kind: string, { headers }: FoundOrganization): ReadonlySet<string> | 'unknown' {
  const header = headers['x-oauth-scopes']
  if (kind !== 'pat-classic' || header === undefined) return 'unknown'
  const scopes = header
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean)
  if (scopes.length === 0) {
    throw new CredentialError(
      'credentials.token: the token has no scopes; edit it on GitHub and tick those that the set-up guide names',
    )
  }
  return expandScopes(scopes)
}
