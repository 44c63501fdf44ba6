import { randomUUID } from 'node:crypto'
import { ConfigError } from '../errors/config-error.ts'
import type { Integration } from '../model/integration.ts'
import { connectorOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { readSchedule } from '../schedule/read-schedule.ts'
import type { NewIntegration } from './integrations-service.ts'
import { authMethodOf, readConfig } from './read-given.ts'
import { takenError } from './taken-error.ts'

/** The integration that a host describes, due at once; it is not stored. @throws ConfigError naming the field */
export async function newIntegration(
  context: ScannerContext,
  given: Omit<NewIntegration, 'credentials'> & { readonly credentials: { readonly kind: string } },
): Promise<Integration> {
  const connector = connectorOf(context, given.connector)
  const id = given.id ?? randomUUID()
  await refuseTakenId(context, id)
  const createdAt = new Date(context.clock.now()).toISOString()
  return {
    id,
    connector: connector.id,
    name: given.name ?? connector.title,
    ...(given.owner !== undefined && { owner: given.owner }),
    ...(given.schedule && { schedule: readSchedule(given.schedule, connector.interval) }),
    config: readConfig(connector, given.config),
    authKind: authMethodOf(connector, given.credentials.kind).kind,
    credentialRef: id,
    createdAt,
    nextScanAt: createdAt,
  }
}

/** @throws ConfigError where an integration has the id already, or none can have it */
export async function refuseTakenId({ state }: Pick<ScannerContext, 'state'>, id: string): Promise<void> {
  const field = 'id'
  // Hosts without types may give a number.
  if (typeof id !== 'string' || id === '' || id.startsWith('connect:')) {
    throw new ConfigError(`${field}: "${id}" cannot be one; choose another text, or leave it out`, { field })
  }
  if (await state.integrations.get(id)) throw takenError(id)
}
