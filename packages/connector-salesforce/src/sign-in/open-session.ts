import type { SignFunction } from '@opencasb/connector-kit'
import { createHttpClient, createTokenSource, type FetchedToken } from '@opencasb/connector-kit'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { revokeToken } from '@opencasb/connector-kit/oauth'
import { type Clock, ProviderError, secret } from '@opencasb/core'
import type { OpenContext } from '@opencasb/core/connector'
import { createSalesforceClient } from '../client.ts'
import type { SalesforceConfig } from '../config.ts'
import { classify } from '../http/classify.ts'
import { createDailyShare } from '../http/daily-share.ts'
import { readDailyUsage, readQuota } from '../http/read-quota.ts'
import type { SalesforceSession } from '../session.ts'
import { authorizationServer } from './connect-user.ts'
import { negotiateVersion } from './negotiate-version.ts'
import { readQuotas } from './read-quotas.ts'
import { readSizes } from './read-sizes.ts'
import { readGranted, readTenant } from './read-tenant.ts'
import { createTokenEndpoint } from './request-token.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { apiOriginOf, type TokenAnswer } from './token-answer.ts'

/** How long closing waits for a refresh that is under way; milliseconds. */
const patienceMs = 1_000

/**
 * Signs in: one request for the token, one for the versions, one for the organisation and the integration user's own
 * permissions.
 * @throws ConfigError, CredentialError naming the field that is wrong
 */
export async function openSession(
  context: OpenContext<SalesforceConfig>,
  sign: SignFunction | undefined,
): Promise<SalesforceSession> {
  const { config, clock, limiter, log, signal } = context
  const { credentials: stored } = await context.credentials.read(signal)
  const transport = context.transport ?? createNodeTransport()
  let underWay: Promise<unknown> = Promise.resolve()
  const close = async (): Promise<void> => {
    await atMost(underWay, patienceMs, clock)
    if (!context.transport) await transport.close()
  }
  try {
    const endpoint = createTokenEndpoint({ baseUrl: config.baseUrls.login, transport, clock, log })
    const fetchToken = createSignIn({ config, credentials: context.credentials, stored, endpoint, clock, sign })
    const signIn: SignIn = (each) => {
      const answer = fetchToken(each)
      // A refresh token that the vendor has just replaced is stored before the connection goes.
      if (stored.kind === 'web-server') underWay = answer.catch(() => undefined)
      return answer
    }
    const first = await signIn(signal)
    const origin = apiOriginOf(first.instanceUrl, config.baseUrls)
    const share = createDailyShare(config.dailyShare)
    const tokens = createTokenSource({
      clock,
      fetchToken: firstThen(first, async (later) => {
        const answer = await signIn(later)
        if (apiOriginOf(answer.instanceUrl, config.baseUrls) !== origin)
          throw new ProviderError('The organisation has moved to another instance: the next scan goes there')
        return answer
      }),
    })
    const http = createHttpClient({
      baseUrl: origin,
      transport,
      clock,
      log,
      limiter: share.limit(limiter),
      classify,
      readQuota: (answer, now) => {
        share.observe(readDailyUsage(answer.headers))
        return readQuota(answer, now)
      },
      authorize: { tokens },
    })
    const apiVersion = await negotiateVersion(http, signal)
    const client = createSalesforceClient(http, apiVersion, clock)
    const [organization, granted] = await Promise.all([
      readTenant(client, signal),
      readGranted(client, first.userId, signal),
    ])
    return {
      client,
      authKind: stored.kind,
      orgId: organization.id,
      ...(first.userId !== undefined && { userId: first.userId }),
      instanceUrl: origin,
      apiVersion,
      edition: organization.edition,
      isSandbox: organization.isSandbox,
      tenant: { id: organization.id, name: organization.name, url: origin },
      granted,
      features: 'unknown',
      sizes: (sizesSignal) => readSizes(client, sizesSignal),
      quotas: (quotasSignal) => readQuotas(client, quotasSignal),
      close,
      ...(stored.kind === 'web-server' && {
        revoke: async () => {
          const { signal: own } = new AbortController()
          const { credentials } = await context.credentials.read(own)
          const token = credentials.secrets['refreshToken']
          const server = authorizationServer(config.baseUrls.login)
          if (token) await revokeToken(server, undefined, token, { transport, clock, signal: own })
        },
      }),
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Waits for work, but not for long. */
async function atMost(work: Promise<unknown>, ms: number, clock: Clock): Promise<void> {
  const done = new AbortController()
  try {
    await Promise.race([work, clock.sleep(ms, done.signal).catch(() => undefined)])
  } finally {
    done.abort()
  }
}

/** Serves the token that signing in gave, and fetches new ones after it. Salesforce does not tell when tokens end. */
function firstThen(
  first: TokenAnswer,
  fetchNext: (signal: AbortSignal) => Promise<TokenAnswer>,
): (signal: AbortSignal) => Promise<FetchedToken> {
  let unused: TokenAnswer | undefined = first
  return async (signal) => {
    const answer = unused ?? (await fetchNext(signal))
    unused = undefined
    return { token: secret(answer.accessToken) }
  }
}
