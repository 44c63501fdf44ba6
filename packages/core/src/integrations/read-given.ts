import type { AuthMethod, Connector } from '../contract/connector.ts'
import type { StoredCredentials } from '../contract/credentials.ts'
import { ConfigError } from '../errors/config-error.ts'
import { anything, checkGiven, type Reader, shape, text } from '../given/reader.ts'
import type { JsonObject } from '../model/json.ts'
import { isSecret, type Secret, secret } from '../model/secret.ts'
import { parseWith } from '../policy/parse-with.ts'
import type { ConnectAttempt, GivenCredentials, NewIntegration } from './integrations-service.ts'

/** The configuration as the connector's schema accepts it, kept as the host gave it. @throws ConfigError naming the field */
export function readConfig(connector: Connector, config: Readonly<Record<string, unknown>>): JsonObject {
  parseWith(connector.config, config, 'config')
  return structuredClone(config) as JsonObject
}

/** The way to sign in that the credentials are for. @throws ConfigError where the connector does not have it */
export function authMethodOf(connector: Connector, kind: string): AuthMethod {
  const method = connector.auth.find((each) => each.kind === kind)
  if (method) return method
  const kinds = connector.auth.map((each) => each.kind).join(', ')
  const field = 'credentials.kind'
  throw new ConfigError(`${field}: ${connector.title} does not sign in with "${kind}"; use one of ${kinds}`, { field })
}

const ofIntegration = {
  id: anything,
  connector: anything,
  name: anything,
  owner: anything,
  config: anything,
  credentials: anything,
  schedule: anything,
} satisfies Record<keyof NewIntegration, Reader>
const integration = shape(ofIntegration)
const attempt = shape({ ...ofIntegration, redirectUri: anything, reconnect: anything })

/** A misspelt owner would make it nobody's. @throws ConfigError naming the field that is wrong, or none of an integration's */
export function refuseNoIntegration(given: NewIntegration | ConnectAttempt, read: Reader = integration): void {
  checkGiven(read, given, 'integration')
  for (const field of ['name', 'owner'] as const) if (given[field] !== undefined) checkGiven(text, given[field], field)
}

/** The same for an attempt to connect. */
export function refuseNoAttempt(given: ConnectAttempt): void {
  refuseNoIntegration(given, attempt)
}

/** @throws ConfigError where there is nothing that names a way to sign in */
export function refuseNoCredentials(given: unknown): void {
  if (typeof given === 'object' && given !== null && 'kind' in given && typeof given.kind === 'string') return
  const field = 'credentials'
  throw new ConfigError(`${field}: give an object with "kind", the way to sign in, and its fields`, { field })
}

/** The fields of credentials as plain text. */
export function revealed({ kind: _kind, ...fields }: GivenCredentials): Readonly<Record<string, string>> {
  const entries = Object.entries(fields)
  return Object.fromEntries(entries.map(([name, value]) => [name, isSecret(value) ? value.reveal() : value]))
}

/** Credentials as they are stored, what is secret apart from what may be shown. @throws ConfigError naming the field */
export function readCredentials(connector: Connector, given: GivenCredentials): StoredCredentials {
  refuseNoCredentials(given)
  const method = authMethodOf(connector, given.kind)
  const fields: Record<string, string> = {}
  const secrets: Record<string, Secret> = {}
  for (const [name, value] of Object.entries(parseWith(method.schema, revealed(given), 'credentials'))) {
    if (method.secrets.includes(name)) secrets[name] = secret(value)
    else fields[name] = value
  }
  return { kind: method.kind, fields, secrets }
}
