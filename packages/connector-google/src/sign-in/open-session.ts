import type { SignFunction } from '@opencasb/connector-kit'
import { createTokenSource, type TokenSource } from '@opencasb/connector-kit'
import type { DnsResolver } from '@opencasb/connector-kit/mail'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { revokeToken } from '@opencasb/connector-kit/oauth'
import { FeatureUnavailableError, type Transport } from '@opencasb/core'
import type { OpenContext } from '@opencasb/core/connector'
import { createGoogleClient } from '../client.ts'
import type { GoogleConfig } from '../config.ts'
import { type GoogleApi, googleApis } from '../google-api.ts'
import { createOwnDomains } from '../resources/drive/own-domains.ts'
import type { GoogleAuthKind, GoogleSession } from '../session.ts'
import { createAdminOauth } from './admin-oauth.ts'
import { createApiClients } from './api-clients.ts'
import { authorizationServer } from './connect-admin.ts'
import { expandScopes } from './expand-scopes.ts'
import { findCustomer, usersScope } from './find-customer.ts'
import { findGrantedScopes } from './granted-scopes.ts'
import { createServiceAccount } from './service-account.ts'
import { createTokenEndpoint, type TokenEndpoint, tokenRoot } from './token-endpoint.ts'
import { isTokenRefusal } from './token-refusal.ts'

/** What the connector adds to the context of a sign-in. */
export interface SignInOptions {
  /** Scopes that the checks need with a way to sign in. */
  readonly declared: (authKind: GoogleAuthKind) => readonly string[]
  readonly resolver: DnsResolver
  readonly sign?: SignFunction
}

/** What a way to sign in comes to. */
interface SignedIn {
  readonly granted: ReadonlySet<string> | 'unknown'
  readonly expiresAt?: Date | undefined
  readonly tokensFor: (api: GoogleApi, subject: string) => TokenSource
}

/**
 * Signs in. One request for a token where all scopes are granted, one more for the account's id where it is not
 * configured.
 * @throws ConfigError, CredentialError naming what is wrong
 */
export async function openSession(context: OpenContext<GoogleConfig>, options: SignInOptions): Promise<GoogleSession> {
  const { config, cache, clock, limiter, log, signal } = context
  const transport = context.transport ?? createNodeTransport()
  const close = async (): Promise<void> => {
    if (!context.transport) await transport.close()
  }
  try {
    const endpoint = createTokenEndpoint({ baseUrl: config.baseUrls.token ?? tokenRoot, transport, clock, log, signal })
    const authKind: GoogleAuthKind = context.credentials.kind === 'admin-oauth' ? 'admin-oauth' : 'service-account'
    const signIn = authKind === 'admin-oauth' ? asAdmin : asServiceAccount
    const { granted, expiresAt, tokensFor } = await signIn(context, endpoint, options)
    const client = createGoogleClient(createApiClients(config, tokensFor, { transport, clock, log, limiter, cache }))
    const customerId = await findCustomer(client, config, granted, signal)
    return {
      client,
      authKind,
      customerId,
      config,
      ownDomains: createOwnDomains(client, customerId),
      resolver: options.resolver,
      tenant: { id: customerId, name: domainOf(config.adminEmail), url: 'https://admin.google.com' },
      granted,
      features: 'unknown',
      ...(expiresAt && { expiresAt }),
      close,
      ...(authKind === 'admin-oauth' && { revoke: () => revokeConsent(context, transport) }),
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function asServiceAccount(
  { config, clock, credentials, permissions, signal }: OpenContext<GoogleConfig>,
  endpoint: TokenEndpoint,
  { declared, sign }: SignInOptions,
): Promise<SignedIn> {
  const stored = await credentials.read(signal)
  const account = createServiceAccount(stored.credentials, endpoint, clock, sign)
  const wanted = new Set(permissions && permissions.size > 0 ? permissions : declared('service-account'))
  // Without it nobody could tell whose account this is.
  if (config.customer === 'my_customer') wanted.add(usersScope)
  const granted = await findGrantedScopes(account, [...wanted], config.adminEmail, signal)
  return {
    granted: expandScopes([...granted]),
    tokensFor: (api, subject) =>
      createTokenSource({
        clock,
        fetchToken: (tokenSignal) => {
          const scopes = googleApis[api].scopes.filter((scope) => granted.has(scope))
          const token = account.fetchToken(scopes, subject, tokenSignal)
          return subject === config.adminEmail ? token : token.catch(explainUser)
        },
      }),
  }
}

/** A refusal of one user says nothing about the credentials: users are suspended and deleted while a scan goes on. */
function explainUser(cause: unknown): never {
  if (!isTokenRefusal(cause) || !aboutUser.has(cause.reason) || cause.aboutKey) throw cause
  throw new FeatureUnavailableError('Google gives no token for this user: suspended, deleted, or without the service', {
    cause,
  })
}

const aboutUser: ReadonlySet<string> = new Set(['invalid_grant', 'unauthorized_client', 'access_denied'])

async function asAdmin(
  { clock, config, credentials, signal }: OpenContext<GoogleConfig>,
  endpoint: TokenEndpoint,
): Promise<SignedIn> {
  const stored = await credentials.read(signal)
  const { tokens, granted, endsAt } = createAdminOauth(stored.credentials, endpoint, clock)
  await tokens.token(signal)
  return {
    granted: granted(),
    expiresAt: endsAt(),
    tokensFor: (_api, subject) => {
      if (subject === config.adminEmail) return tokens
      throw new FeatureUnavailableError("Only a service account can read in other users' names")
    },
  }
}

/** Ends what the administrator has consented to: all tokens that the app has for that user. */
async function revokeConsent(
  { clock, config, credentials }: OpenContext<GoogleConfig>,
  transport: Transport,
): Promise<void> {
  const { signal } = new AbortController()
  const stored = await credentials.read(signal)
  const token = stored.credentials.secrets['refreshToken']
  if (token) await revokeToken(authorizationServer(config.baseUrls), undefined, token, { transport, clock, signal })
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}
