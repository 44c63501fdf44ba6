import { ConfigError } from '../errors/config-error.ts'
import { checkGiven, text } from '../given/reader.ts'
import { shown } from '../health/shown-health.ts'
import type { Integration } from '../model/integration.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { readSchedule } from '../schedule/read-schedule.ts'
import type { IntegrationChange } from './integrations-service.ts'
import { nextScanTime } from './next-scan-time.ts'
import { readConfig, readCredentials } from './read-given.ts'
import { forgiven } from './reconnect-integration.ts'
import { removedError } from './removed-error.ts'
import { destroyLeftOver, withCredentials } from './store-integration.ts'

const changeable: readonly string[] = ['name', 'owner', 'config', 'credentials', 'schedule']

/** Changes what is given, without a call to the vendor. */
export async function updateIntegration(
  context: ScannerContext,
  id: string,
  change: IntegrationChange,
): Promise<Integration> {
  const { state, clock } = context
  refuseUnknown(change)
  if (change.name !== undefined) checkGiven(text, change.name, 'name')
  if ((change.owner ?? null) !== null) checkGiven(text, change.owner, 'owner')
  const before = await integrationOf(context, id)
  const connector = connectorOf(context, before.connector)
  const stored = change.credentials && readCredentials(connector, change.credentials)
  const config = change.config && readConfig(connector, change.config)
  const schedule = change.schedule && readSchedule(change.schedule, connector.interval)
  const report = schedule && (await state.checkpoints.lastReport(id))
  const now = new Date(clock.now()).toISOString()
  const updated = await withCredentials(context, before.credentialRef, stored, () =>
    state.integrations.update(id, (current) => {
      const next: Integration = {
        // With its tenant: what a scan reads of another one would close the findings of this one.
        ...ownedBy(current, change.owner),
        ...(change.name !== undefined && { name: change.name }),
        ...(config && { config }),
        ...(stored && { authKind: stored.kind }),
        ...(stored && current.health && { health: forgiven(current.health, true) }),
        ...(schedule && { schedule }),
      }
      // What the old credentials could not do is tried with the new ones.
      if (stored && isStuck(current)) return { ...next, nextScanAt: now }
      if (!schedule) return next
      // Before the first scan it is due at once, whatever its interval.
      return report ? { ...next, nextScanAt: nextScanTime(context, next, Date.parse(report.startedAt)) } : next
    }),
  )
  if (updated) return shown(updated)
  if (stored) await destroyLeftOver(context, before)
  throw removedError(id)
}

function ownedBy(integration: Integration, owner: IntegrationChange['owner']): Integration {
  if (owner === undefined) return integration
  const { owner: _before, ...rest } = integration
  return owner === null ? rest : { ...rest, owner }
}

function isStuck({ health }: Integration): boolean {
  return health?.state === 'reconnect-required' || health?.state === 'failing'
}

/** A misspelt field would change nothing, and nobody would know. */
function refuseUnknown(change: IntegrationChange): void {
  const field = Object.keys(change).find((name) => !changeable.includes(name))
  if (field === undefined) return
  throw new ConfigError(`${field}: cannot be changed; give ${changeable.join(', ')}`, { field })
}
