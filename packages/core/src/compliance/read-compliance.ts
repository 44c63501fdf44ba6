import { ConfigError } from '../errors/config-error.ts'
import { createFindingsService } from '../findings/create-findings-service.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { buildComplianceView } from './build-compliance-view.ts'
import type { ComplianceView } from './compliance-view.ts'
import { frameworkOf } from './framework-of.ts'

/**
 * A benchmark against the last scan of an integration.
 * @throws ConfigError
 */
export async function readCompliance(context: ScannerContext, id: string, framework: string): Promise<ComplianceView> {
  const integration = await integrationOf(context, id)
  const connector = connectorOf(context, integration.connector)
  const known = frameworkOf(connector, framework)
  const report = await context.state.checkpoints.lastReport(id)
  if (!report) {
    throw new ConfigError(`integration: ${integration.name} has not been scanned yet; scan it first`, {
      field: 'integration',
    })
  }
  const findings = createFindingsService(context).all({ integration: [id] })
  return buildComplianceView({ framework: known, checks: connector.checks, report, findings })
}
