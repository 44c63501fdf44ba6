import { randomUUID } from 'node:crypto'
import type { AuthMethod, Connector } from '../contract/connector.ts'
import type { StoredCredentials } from '../contract/credentials.ts'
import { ConfigError } from '../errors/config-error.ts'
import type { Integration } from '../model/integration.ts'
import type { JsonObject } from '../model/json.ts'
import { isSecret, type Secret, secret } from '../model/secret.ts'
import { parseWith } from '../policy/parse-with.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import type { IntegrationsService, NewIntegration } from './integrations-service.ts'

/** Makes the integrations service of a scanner. */
export function createIntegrationsService(context: ScannerContext): IntegrationsService {
  const { state, credentials, clock } = context
  return {
    async add(given) {
      const connector = connectorOf(context, given.connector)
      const stored = credentialsOf(connector, given.credentials)
      const id = given.id ?? randomUUID()
      if (await state.integrations.get(id)) {
        throw new ConfigError(`id: there is an integration "${id}" already; choose another id or update that one`, {
          field: 'id',
        })
      }
      const integration: Integration = {
        id,
        connector: connector.id,
        name: given.name ?? connector.title,
        config: configOf(connector, given.config),
        authKind: stored.kind,
        credentialRef: id,
        createdAt: new Date(clock.now()).toISOString(),
      }
      await credentials.write(integration.credentialRef, stored)
      await state.integrations.put(integration)
      return integration
    },
    get: (id) => state.integrations.get(id),
    list: () => state.integrations.list(),
    async update(id, change) {
      const current = await integrationOf(context, id)
      const connector = connectorOf(context, current.connector)
      const stored = change.credentials && credentialsOf(connector, change.credentials)
      const next: Integration = {
        ...current,
        ...(change.name !== undefined && { name: change.name }),
        ...(change.config && { config: configOf(connector, change.config) }),
        ...(stored && { authKind: stored.kind }),
      }
      if (stored) await credentials.write(current.credentialRef, stored)
      await state.integrations.put(next)
      return next
    },
    async remove(id) {
      const integration = await integrationOf(context, id)
      await credentials.destroy(integration.credentialRef)
      await state.integrations.remove(id)
    },
  }
}

/** The configuration as the connector's schema accepts it, kept as the host gave it. */
function configOf(connector: Connector, config: Readonly<Record<string, unknown>>): JsonObject {
  parseWith(connector.config, config, 'config')
  return structuredClone(config) as JsonObject
}

function credentialsOf(connector: Connector, given: NewIntegration['credentials']): StoredCredentials {
  const method = connector.auth.find(({ kind }) => kind === given.kind)
  if (!method) {
    const kinds = connector.auth.map(({ kind }) => kind).join(', ')
    throw new ConfigError(
      `credentials.kind: ${connector.title} does not sign in with "${given.kind}"; use one of ${kinds}`,
      {
        field: 'credentials.kind',
      },
    )
  }
  const { kind: _kind, ...rest } = given
  const revealed = Object.entries(rest).map(([name, value]) => [name, isSecret(value) ? value.reveal() : value])
  return split(method, parseWith(method.schema, Object.fromEntries(revealed), 'credentials'))
}

/** Keeps what is secret apart from what may be shown. */
function split(method: AuthMethod, values: Readonly<Record<string, string>>): StoredCredentials {
  const fields: Record<string, string> = {}
  const secrets: Record<string, Secret> = {}
  for (const [name, value] of Object.entries(values)) {
    if (method.secrets.includes(name)) secrets[name] = secret(value)
    else fields[name] = value
  }
  return { kind: method.kind, fields, secrets }
}
