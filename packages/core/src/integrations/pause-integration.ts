import { announceHealth } from '../health/announce-health.ts'
import { commitPatch, healthMessages } from '../health/commit-patch.ts'
import { healthChanges } from '../health/health-changes.ts'
import { shown } from '../health/shown-health.ts'
import type { Integration } from '../model/integration.ts'
import { stopScan } from '../scan/running-scans.ts'
import { integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { removedError } from './removed-error.ts'

/** Stops its scan, here or elsewhere; it makes no call any more. */
export async function pauseIntegration(context: ScannerContext, id: string): Promise<Integration> {
  await integrationOf(context, id)
  const patch = { pausedAt: new Date(context.clock.now()).toISOString() }
  try {
    // First the mark, then the lease: a scan that begins in between sees the one or loses the other.
    const changes = await commitPatch(context, id, ({ pausedAt }) => (pausedAt === undefined ? { patch } : undefined))
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
  if (!after) throw removedError(id)
  await announceHealth(context, changes)
  return shown(after)
}
