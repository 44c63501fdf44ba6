import { ConfigError } from '../errors/config-error.ts'
import { announceHealth } from '../health/announce-health.ts'
import { healthChanges } from '../health/health-changes.ts'
import { shown } from '../health/shown-health.ts'
import type { Integration } from '../model/integration.ts'
import { outboxEntriesOf } from '../outbox/outbox-entries.ts'
import { stopScan } from '../scan/running-scans.ts'
import { integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'

/** Stops its scan, here or elsewhere; it makes no call any more. */
export async function pauseIntegration(context: ScannerContext, id: string): Promise<Integration> {
  const at = new Date(context.clock.now()).toISOString()
  // First the mark, then the lease: a scan that begins in between sees the one or loses the other.
  const paused = await move(context, id, (current) => ({ ...current, pausedAt: current.pausedAt ?? at }))
  await stopScan(context, id, 'The integration was paused')
  return paused
}

/** It is due at once; a scan that was stopped goes on where it was. */
export async function resumeIntegration(context: ScannerContext, id: string): Promise<Integration> {
  const nextScanAt = new Date(context.clock.now()).toISOString()
  return move(context, id, (current) => {
    const { pausedAt, ...rest } = current
    return pausedAt === undefined ? current : { ...rest, nextScanAt }
  })
}

async function move(
  context: ScannerContext,
  id: string,
  change: (current: Integration) => Integration,
): Promise<Integration> {
  const { state, sinks, clock } = context
  let before = await integrationOf(context, id)
  const after = await state.integrations.update(id, (current) => {
    before = current
    return change(current)
  })
  if (!after) throw new ConfigError(`integration: "${id}" was removed meanwhile`, { field: 'integration' })
  const changes = healthChanges(before, after, clock.now())
  const messages = changes.map((each) => ({ type: 'health-change' as const, change: each }))
  await state.outbox.add(outboxEntriesOf(sinks, messages, clock.now()))
  await announceHealth(context, changes)
  return shown(after)
}
