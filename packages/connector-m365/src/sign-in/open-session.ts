import { createHttpClient } from '@opencasb/connector-kit'
import { createDnsResolver } from '@opencasb/connector-kit/mail'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { ConfigError } from '@opencasb/core'
import type { OpenContext } from '@opencasb/core/connector'
import { createGraphClient } from '../client.ts'
import { cloudEndpoints } from '../clouds.ts'
import type { M365Config } from '../config.ts'
import { classify } from '../http/classify.ts'
import { workloadPaces } from '../http/workloads.ts'
import type { M365Options } from '../options.ts'
import { createOwnDomains } from '../resources/sharing/own-domains.ts'
import type { M365Session } from '../session.ts'
import { certificateEnd } from './client-assertion.ts'
import { createTokens } from './create-tokens.ts'
import { expandRoles } from './expand-roles.ts'
import { readClaims } from './read-claims.ts'
import { readSizes } from './read-sizes.ts'
import { readTenant } from './read-tenant.ts'

/**
 * Sent with every request: people who work go before scans.
 * @see https://learn.microsoft.com/en-us/graph/throttling-limits
 */
const requestHeaders = { 'x-ms-throttle-priority': 'Low' }

/** What may read the tenant's name and plans. */
const readsOrganization = 'Organization.Read.All'

/**
 * Signs in: one request for the token, one for the tenant.
 * @throws ConfigError, CredentialError naming the field that is wrong
 */
export async function openSession(context: OpenContext<M365Config>, options: M365Options): Promise<M365Session> {
  const { config, clock, limiter, log, signal } = context
  const { credentials } = await context.credentials.read(signal)
  const transport = context.transport ?? createNodeTransport()
  const close = async (): Promise<void> => {
    if (!context.transport) await transport.close()
  }
  try {
    const base = { transport, clock, log }
    const tokens = createTokens(config, credentials, options, { ...base, lifetime: signal })
    const claims = readClaims((await tokens.token(signal)).value.reveal())
    const granted = claims.roles && expandRoles(claims.roles)
    const http = createHttpClient({
      ...base,
      baseUrl: config.baseUrls.graph ?? cloudEndpoints[config.cloud].graph,
      limiter,
      classify,
      headers: requestHeaders,
      defaultBucket: 'identity',
      paces: workloadPaces,
      authorize: { tokens },
    })
    const client = createGraphClient(http, limiter)
    const mayAsk = granted === undefined || granted.has(readsOrganization)
    const tenant = mayAsk ? await readTenant(client, signal) : undefined
    // The end of a client secret can be read with Application.Read.All only, and not which of them is ours.
    const expiresAt = certificateEnd(credentials)
    const id = claims.tenant ?? tenant?.id ?? idIn(config)
    return {
      client,
      authKind: credentials.kind,
      config,
      resolver: options.resolver ?? createDnsResolver(),
      ownDomains: createOwnDomains(client),
      tenant: { id, name: tenant?.name ?? config.tenant },
      granted: granted ?? 'unknown',
      features: tenant?.features ?? 'unknown',
      ...(expiresAt && { expiresAt }),
      sizes: (sizesSignal) => readSizes(client, sizesSignal),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Domains can be moved to another tenant, so one cannot stand for its id. */
function idIn({ tenant }: M365Config): string {
  if (!tenant.includes('.')) return tenant
  const field = 'config.tenant'
  throw new ConfigError(`${field}: the application may not read the tenant; give the "Tenant ID" instead of a domain`, {
    field,
  })
}
