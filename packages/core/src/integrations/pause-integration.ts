import { ConfigError } from '../errors/config-error.ts'
import { announceHealth } from '../health/announce-health.ts'
import { healthChanges } from '../health/health-changes.ts'
import { commitPatch, healthMessages } from '../health/save-health.ts'
import { shown } from '../health/shown-health.ts'
import type { Integration } from '../model/integration.ts'
import { stopScan } from '../scan/running-scans.ts'
import { integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'

/** Stops its scan, here or elsewhere; it makes no call any more. */
export async function pauseIntegration(context: ScannerContext, id: string): Promise<Integration> {
  const before = await integrationOf(context, id)
  const pausedAt = before.pausedAt ?? new Date(context.clock.now()).toISOString()
  try {
    // First the mark, then the lease: a scan that begins in between sees the one or loses the other.
    const changes = before.pausedAt === undefined ? await commitPatch(context, before, { pausedAt }) : []
    await announceHealth(context, changes)
  } finally {
    // Whatever came of the mark, the host wants no call.
    await stopScan(context, id, 'The integration was paused')
  }
  return shown(await integrationOf(context, id))
}

/** It is due at once; a scan that was stopped goes on where it was. */
export async function resumeIntegration(context: ScannerContext, id: string): Promise<Integration> {
  const { state, clock } = context
  const resumed = ({ pausedAt: _, ...rest }: Integration): Integration => rest
  const before = await integrationOf(context, id)
  if (before.pausedAt === undefined) return shown(before)
  const changes = healthChanges(before, resumed(before), clock.now())
  // Told first: who resumes again after a failure in between tells the same, and nothing is lost.
  await state.outbox.add(healthMessages(context, changes))
  const nextScanAt = new Date(clock.now()).toISOString()
  const after = await state.integrations.update(id, (current) =>
    current.pausedAt === undefined ? current : { ...resumed(current), nextScanAt },
  )
  if (!after) throw new ConfigError(`integration: "${id}" was removed meanwhile`, { field: 'integration' })
  await announceHealth(context, changes)
  return shown(after)
}
