import {
  authorizationUrl,
  exchangeCode,
  type OauthClaims,
  type OauthClient,
  type OauthServer,
  withTransport,
} from '@opencasb/connector-kit/oauth'
import { ConfigError, CredentialError, type StoredCredentials, secret } from '@opencasb/core'
import type { AuthMethod, ConnectFlow } from '@opencasb/core/connector'
import { z } from 'zod'
import { type CloudEndpoints, cloudEndpoints } from '../clouds.ts'
import { type M365Config, m365Config } from '../config.ts'
import type { M365Options } from '../options.ts'
import { proofOf } from './create-tokens.ts'
import { proveAdministrator } from './prove-administrator.ts'
import { explainRefusal } from './token-endpoint-error.ts'

/** What is read of a configuration that may not be whole before the administrator has consented. */
const settingsSchema = z.looseObject({ tenant: z.string().optional() })

const tenantId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
/** Everybody's personal accounts. */
const consumers = '9188040d-6c67-4c5b-b112-36a304b66dad'

/**
 * Connects by the consent of an administrator to the host's own multi-tenant app, which from then on signs in as itself.
 * The admin consent endpoint alone names the tenant in its redirect, where anybody can write anything. So the
 * administrator signs in by OpenID Connect, is asked for all permissions of the registration on the way
 * (`.default` with `prompt=consent`), and the tenant is that of the checked id token.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/scopes-oidc#the-default-scope
 * @param app fields of the credentials that are the host's: all of them
 */
export function tenantConsent(
  { kind, secrets }: Pick<AuthMethod, 'kind' | 'secrets'>,
  app: readonly string[],
  options: M365Options,
): ConnectFlow<unknown> {
  return {
    app,
    begin(request) {
      const settings = readSettings(request.config)
      return authorizationUrl(request, {
        endpoint: settings.server.authorizationEndpoint,
        clientId: request.app['clientId'] ?? '',
        scopes: ['profile', `${settings.endpoints.graph}/.default`],
        openid: true,
        more: { prompt: 'consent', response_mode: 'query' },
      })
    },
    async complete(answer) {
      const { server, endpoints, login, expected, config } = readSettings(answer.config)
      const { clock, signal } = answer
      const given = app.flatMap((name): [string, string][] => [[name, answer.app[name] ?? '']])
      const credentials = storedCredentials(kind, given, secrets)
      return withTransport(answer.transport, async (transport) => {
        const audience = `${endpoints.login}/${login}/oauth2/v2.0/token`
        const { claims = {} } = await exchangeCode({
          server,
          client: clientOf(credentials, options, audience, { now: () => clock.now(), signal }),
          answer,
          openid: true,
          transport,
          clock,
          signal,
        })
        const tenant = tenantOf(claims, expected)
        await proveAdministrator({
          claims,
          config: configOf({ ...config, tenant }),
          credentials,
          options,
          transport,
          clock,
          signal,
        })
        return { credentials: Object.fromEntries(given), config: { tenant } }
      })
    },
  }
}

interface Settings {
  readonly server: OauthServer
  readonly endpoints: CloudEndpoints
  /** The part of the addresses that says who may sign in. */
  readonly login: string
  readonly expected: string | undefined
  readonly config: Readonly<Record<string, unknown>>
}

/** @throws ConfigError naming the field that is wrong */
function readSettings(given: unknown): Settings {
  const settings = settingsSchema.parse(given)
  // Everything but the tenant is checked now; any tenant will do for that.
  const { cloud, baseUrls } = configOf({ ...settings, tenant: settings.tenant ?? consumers })
  const endpoints = cloudEndpoints[cloud]
  const root = baseUrls.login ?? endpoints.login
  const login = settings.tenant ?? 'organizations'
  const server: OauthServer = {
    title: 'Microsoft',
    authorizationEndpoint: `${root}/${login}/oauth2/v2.0/authorize`,
    tokenEndpoint: `${root}/${login}/oauth2/v2.0/token`,
    keys: `${root}/${login}/discovery/v2.0/keys`,
    issuer: ({ tid, iss }) =>
      typeof tid === 'string' && tenantId.test(tid)
        ? [endpoints.login, root].map((issuer) => `${issuer}/${tid}/v2.0`).find((issuer) => issuer === iss)
        : undefined,
    explain: ({ description }) => explainRefusal(description),
  }
  return { server, endpoints, login, expected: settings.tenant, config: settings }
}

function configOf(given: unknown): M365Config {
  const result = m365Config['~standard'].validate(given)
  if (result instanceof Promise) throw new ConfigError('config: cannot be checked')
  if (!result.issues) return result.value
  const [issue] = result.issues
  const field = ['config', ...(issue?.path ?? [])].join('.')
  throw new ConfigError(`${field}: ${issue?.message ?? 'is wrong'}`, { field })
}

/** The tenant of the checked id token. */
function tenantOf({ tid }: OauthClaims, expected: string | undefined): string {
  if (typeof tid !== 'string' || !tenantId.test(tid) || tid.toLowerCase() === consumers) {
    throw new CredentialError(
      'Microsoft names no tenant: connect again, signed in with a work or school account of the tenant',
    )
  }
  const tenant = tid.toLowerCase()
  if (expected !== undefined && tenantId.test(expected) && expected.toLowerCase() !== tenant) {
    throw new CredentialError(
      'The administrator signed in to another tenant than config.tenant: connect again as an administrator of that one',
    )
  }
  return tenant
}

function storedCredentials(
  kind: string,
  given: readonly (readonly [name: string, value: string])[],
  secrets: readonly string[],
): StoredCredentials {
  const isSecret = ([name]: readonly [string, string]): boolean => secrets.includes(name)
  return {
    kind,
    fields: Object.fromEntries(given.filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(given.filter(isSecret).map(([name, value]) => [name, secret(value)])),
  }
}

/** Proves the app with its secret, certificate or federated credential, as it does when it signs in as itself. */
function clientOf(
  credentials: StoredCredentials,
  options: M365Options,
  audience: string,
  { now, signal }: { readonly now: () => number; readonly signal: AbortSignal },
): OauthClient {
  const clientId = credentials.fields['clientId'] ?? ''
  const proof = proofOf(credentials, options)
  return {
    clientId,
    prove: async (body) => {
      const fields = { client_id: clientId, ...(await proof({ audience, now: now(), signal })) }
      for (const [name, value] of Object.entries(fields)) body.set(name, value)
    },
  }
}
