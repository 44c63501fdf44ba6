import {
  createHttpClient,
  createJwtSigner,
  createTokenSource,
  type HttpClient,
  type HttpClientOptions,
  loadPrivateKey,
  type TokenSource,
} from '@opencasb/connector-kit'
import { revokeByDelete } from '@opencasb/connector-kit/oauth'
import { type Clock, CredentialError, NotFoundError, type StoredCredentials, secret } from '@opencasb/core'
import { z } from 'zod'
import { appClassifier, LostAccessError } from './lost-access.ts'

/** Where an app is installed, and what it was granted there. */
export interface AppInstallation {
  readonly account: string
  readonly permissions: Readonly<Record<string, string>>
  readonly suspended: boolean
}

/** Signs in as a GitHub App. */
export interface AppSignIn {
  /** Tokens of the installation, an hour each. */
  readonly tokens: TokenSource
  /** Reads the installation with the app's own signature. */
  installation(signal: AbortSignal): Promise<AppInstallation>
  /** Removes the app from the organisation. */
  uninstall(signal: AbortSignal): Promise<void>
}

const installationSchema = z
  .object({
    account: z.object({ login: z.string() }),
    permissions: z.record(z.string(), z.string()),
    suspended_at: z.string().nullish(),
  })
  .transform(({ account, permissions, suspended_at }) => ({
    account: account.login,
    permissions,
    suspended: typeof suspended_at === 'string',
  }))

const tokenSchema = z.object({ token: z.string().min(1), expires_at: z.string() })

/** GitHub accepts ten minutes at most; signatures are dated back for clocks that are ahead. */
const lifeSeconds = 540
const datedBackSeconds = 60
/** Clocks that are further off than this are corrected. */
const toleratedSkewMs = 20_000

/**
 * Prepares the sign-in of a GitHub App.
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 * @throws ConfigError where the private key cannot be read
 */
export function createAppSignIn(
  credentials: StoredCredentials,
  options: Pick<HttpClientOptions, 'transport' | 'headers' | 'classify'> & {
    readonly baseUrl: string
    readonly clock: Clock
  },
): AppSignIn {
  const { appId = '', installationId = '' } = credentials.fields
  const key = loadPrivateKey(credentials.secrets['privateKey'] ?? '', 'credentials.privateKey')
  const sign = createJwtSigner({ algorithm: 'RS256', key })
  let skewMs = 0

  const assertion = (): Promise<string> => {
    const now = Math.floor((options.clock.now() + skewMs) / 1000)
    return sign({ iat: now - datedBackSeconds, exp: now + lifeSeconds, iss: appId })
  }
  const asApp = (): HttpClient => {
    const tokens = createTokenSource({
      clock: options.clock,
      fetchToken: async () => ({ token: secret(await assertion()), expiresInMs: lifeSeconds * 1000 }),
    })
    return createHttpClient({ ...options, classify: appClassifier(options.classify), authorize: { tokens } })
  }
  let app = asApp()
  const path = `/app/installations/${installationId}`

  return {
    tokens: createTokenSource({
      clock: options.clock,
      fetchToken: async (signal) => {
        const { data, headers } = await app
          .post(`${path}/access_tokens`, { schema: tokenSchema, json: {}, idempotent: true, signal })
          .catch(explain)
        const issued = Date.parse(headers['date'] ?? '')
        const now = Number.isNaN(issued) ? options.clock.now() : issued
        return { token: secret(data.token), expiresInMs: Math.max(0, Date.parse(data.expires_at) - now) }
      },
    }),
    async installation(signal) {
      const read = async (): Promise<AppInstallation> =>
        (await app.get(path, { schema: installationSchema, conditional: false, signal })).data
      try {
        return await read()
      } catch (error) {
        if (!CredentialError.is(error)) return explain(error)
        skewMs = await skewOf(options, signal)
        if (Math.abs(skewMs) < toleratedSkewMs) return explain(error)
      }
      app = asApp()
      return read().catch(explain)
    },
    async uninstall(signal) {
      await revokeByDelete({
        title: 'GitHub',
        url: `${options.baseUrl}${path}`,
        headers: { ...options.headers, authorization: `Bearer ${await assertion()}` },
        transport: options.transport,
        clock: options.clock,
        signal,
      })
    },
  }
}

/** How far the vendor's clock is ahead of ours; signatures are judged by the vendor's. */
async function skewOf(
  options: Pick<HttpClientOptions, 'baseUrl' | 'transport' | 'headers'> & { readonly clock: Clock },
  signal: AbortSignal,
): Promise<number> {
  const { headers } = await createHttpClient(options).get('/rate_limit', {
    schema: z.unknown(),
    conditional: false,
    signal,
  })
  const theirs = Date.parse(headers['date'] ?? '')
  return Number.isNaN(theirs) ? 0 : theirs - options.clock.now()
}

/** Says what to do where an app has lost access. */
function explain(cause: unknown): never {
  if (CredentialError.is(cause) && !(cause instanceof LostAccessError)) {
    const message =
      'GitHub does not accept the signature of the app: check that credentials.privateKey belongs to credentials.appId and was not deleted'
    throw new CredentialError(message, { cause })
  }
  if (NotFoundError.is(cause)) {
    throw new LostAccessError(
      'credentials.installationId: the app is not installed there any more, or has no such installation; install it again under the settings of the organisation, GitHub Apps, and give the number at the end of the URL',
      { cause },
    )
  }
  throw cause
}
