import type { SimulatedIntegration } from '@opencasb/testkit'

/** What a request may do. */
export interface Grant {
  readonly permissions: ReadonlySet<string>
}

/** Keys, clients and tokens of one simulated vendor. */
export interface Credentials {
  issue(authKind: string, permissions: readonly string[], baseUrl: string): SimulatedIntegration
  /** The token endpoint: `undefined` where the client is not known. */
  exchange(clientId: string, clientSecret: string): { readonly token: string; readonly grant: Grant } | undefined
  /** Who sends this authorisation header. */
  grantOf(authorization: string | undefined): Grant | undefined
  revokeAll(): void
  expireTokens(): void
}

/** Makes the credentials of one tenant. */
export function createCredentials(): Credentials {
  const keys = new Map<string, Grant>()
  const clients = new Map<string, { readonly secret: string; readonly grant: Grant; readonly secrets: string[] }>()
  const tokens = new Map<string, Grant>()
  let issued = 0
  return {
    issue(authKind, permissions, baseUrl) {
      issued += 1
      const grant = { permissions: new Set(permissions) }
      const config = { baseUrl }
      if (authKind === 'api-key') {
        const key = `acme-key-canary-${issued}`
        keys.set(key, grant)
        return { config, credentials: { kind: authKind, key }, secrets: [key] }
      }
      const clientId = `client-${issued}`
      const clientSecret = `acme-client-secret-canary-${issued}`
      // Tokens join the list as they are handed out: they must not show up anywhere either.
      const secrets = [clientSecret]
      clients.set(clientId, { secret: clientSecret, grant, secrets })
      return { config, credentials: { kind: authKind, clientId, clientSecret }, secrets }
    },
    exchange(clientId, clientSecret) {
      const client = clients.get(clientId)
      if (!client || client.secret !== clientSecret) return undefined
      const token = `acme-token-canary-${++issued}`
      tokens.set(token, client.grant)
      client.secrets.push(token)
      return { token, grant: client.grant }
    },
    grantOf(authorization) {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? ''
      return keys.get(token) ?? tokens.get(token)
    },
    revokeAll() {
      keys.clear()
      clients.clear()
      tokens.clear()
    },
    expireTokens: () => tokens.clear(),
  }
}
