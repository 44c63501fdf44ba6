import { ConfigError } from '../errors/config-error.ts'
import { shown } from '../health/shown-health.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { Integration } from '../model/integration.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { readSchedule } from '../schedule/read-schedule.ts'
import type { IntegrationChange } from './integrations-service.ts'
import { nextScanTime } from './next-scan-time.ts'
import { readConfig, readCredentials } from './read-given.ts'

/** Changes what is given, without a call to the vendor. */
export async function updateIntegration(
  context: ScannerContext,
  id: string,
  change: IntegrationChange,
): Promise<Integration> {
  const { state, credentials } = context
  const before = await integrationOf(context, id)
  const connector = connectorOf(context, before.connector)
  const stored = change.credentials && readCredentials(connector, change.credentials)
  const config = change.config && readConfig(connector, change.config)
  const schedule = change.schedule && readSchedule(change.schedule, connector.interval)
  const isElsewhere = config !== undefined && digestOf(config) !== digestOf(before.config)
  const report = schedule && (await state.checkpoints.lastReport(id))
  if (stored) await credentials.write(before.credentialRef, stored)
  const updated = await state.integrations.update(id, (current) => {
    const { tenant, ...rest } = current
    const next: Integration = {
      ...rest,
      // Another configuration may name another tenant: the next scan tells which one it reaches.
      ...(tenant && !isElsewhere && { tenant }),
      ...(change.name !== undefined && { name: change.name }),
      ...(change.owner !== undefined && { owner: change.owner }),
      ...(config && { config }),
      ...(stored && { authKind: stored.kind }),
      ...(schedule && { schedule }),
    }
    if (!schedule) return next
    // Before the first scan it is due at once, whatever its interval.
    return report ? { ...next, nextScanAt: nextScanTime(context, next, Date.parse(report.startedAt)) } : next
  })
  if (updated) return shown(updated)
  if (stored) await credentials.destroy(before.credentialRef)
  throw new ConfigError(`integration: "${id}" was removed meanwhile`, { field: 'integration' })
}
