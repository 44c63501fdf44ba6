import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration, type JWK } from 'oidc-provider'
import { memoryAdapter } from './memory-adapter.ts'

/** The app of the host, as it is registered with the provider. */
export const hostApp = {
  clientId: '11111111-2222-3333-4444-555555555555',
  clientSecret: 'canary-client-secret-7f3a',
  redirectUri: 'https://host.example.com/callback',
} as const

/** Makes a key that id tokens are signed with. */
export function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as JWK
}

const usualKey = signingKey()

/** What a started provider can be told and asked. */
export interface OpenidProvider {
  readonly url: string
  /** Claims that the id token of the administrator gets besides the standard ones. */
  readonly claims: Record<string, unknown>
  /** What the administrator does on the consent page. */
  consent: 'accepts' | 'declines'
  close(): Promise<void>
}

/** How the provider is set up. */
export interface OpenidProviderOptions {
  /** Paths, so that it stands where the vendor's endpoints are. */
  readonly routes?: { authorization?: string; token?: string; revocation?: string; jwks?: string }
  readonly scopes?: readonly string[]
  /** @default one that all providers of a test file share */
  readonly key?: JWK
  /** Behind the origin. @default '' */
  readonly issuerPath?: string
  /** Added to each answer of the token endpoint. */
  readonly extraTokenFields?: () => Readonly<Record<string, string>>
  /** Refresh tokens without `offline_access` being asked for. @default false */
  readonly alwaysRefresh?: boolean
  /** Bodies of what the provider does not serve, by path. */
  readonly others?: (path: string) => object | undefined
}

/** Starts a certified OpenID provider on loopback, with rotating refresh tokens. */
export async function startOpenidProvider(options: OpenidProviderOptions = {}): Promise<OpenidProvider> {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state: OpenidProvider = { url, claims: {}, consent: 'accepts', close: () => closed(server) }
  const provider = new Provider(`${url}${options.issuerPath ?? ''}`, configurationOf(options, state))
  provider.use(async (context, next) => {
    await next()
    const body: unknown = context.body
    if (context.method === 'POST' && context.status === 200 && typeof body === 'object' && body !== null) {
      if ('access_token' in body) Object.assign(body, options.extraTokenFields?.())
    }
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', url)
    if (pathname.startsWith('/interaction/')) {
      interact(provider, state, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
      return
    }
    const other = options.others?.(pathname)
    if (other === undefined) answer(request, response)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(other))
  })
  return state
}

function configurationOf(options: OpenidProviderOptions, state: OpenidProvider): Configuration {
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [options.key ?? usualKey] },
    clients: [
      {
        client_id: hostApp.clientId,
        client_secret: hostApp.clientSecret,
        redirect_uris: [hostApp.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    cookies: { keys: ['a key of this test'] },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true, allowedPolicy: () => true } },
    scopes: ['openid', 'offline_access', ...(options.scopes ?? [])],
    claims: { openid: ['sub', 'tid', 'oid', 'wids', 'hd', 'email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...state.claims }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: (_context, _client, code) => options.alwaysRefresh === true || code.scopes.has('offline_access'),
    pkce: { required: () => false },
    rotateRefreshToken: true,
    routes: options.routes ?? {},
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      RefreshToken: 86_400,
      Grant: 86_400,
      Interaction: 60,
      Session: 60,
    },
  }
}

/** Stands for the administrator's clicks: signs in, then accepts or declines. */
async function interact(
  provider: Provider,
  state: OpenidProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  const finish = (result: Parameters<typeof provider.interactionFinished>[2]): Promise<void> =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
  if (prompt.name === 'login') return finish({ login: { accountId: 'administrator' } })
  if (state.consent === 'declines') {
    return finish({ error: 'access_denied', error_description: 'The administrator cancelled' })
  }
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId)
  const grant =
    known ?? new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) })
  grant.addOIDCScope(String(params['scope']))
  return finish({ consent: { grantId: await grant.save() } })
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
