import { shown } from '../health/shown-health.ts'
import type { Integration } from '../model/integration.ts'
import { connectorOf, type ScannerContext } from '../scanner/scanner-context.ts'
import type { NewIntegration } from './integrations-service.ts'
import { newIntegration } from './new-integration.ts'
import { readCredentials, refuseNoIntegration } from './read-given.ts'
import { storeIntegration } from './store-integration.ts'

/** Stores an integration without a call to the vendor. */
export async function registerIntegration(context: ScannerContext, given: NewIntegration): Promise<Integration> {
  refuseNoIntegration(given)
  const stored = readCredentials(connectorOf(context, given.connector), given.credentials)
  const integration = await newIntegration(context, given)
  await storeIntegration(context, integration, stored)
  return shown(integration)
}
