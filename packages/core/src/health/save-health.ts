import type { IntegrationHealth } from '../model/health.ts'
import type { Integration, IntegrationPatch } from '../model/integration.ts'
import { outboxEntriesOf } from '../outbox/outbox-entries.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { announceHealth } from './announce-health.ts'
import { healthChanges } from './health-changes.ts'

/** Writes a new assessment outside of a scan, with the messages for durable sinks, then tells everybody else. */
export async function saveHealth(
  context: ScannerContext,
  before: Integration,
  health: IntegrationHealth,
  patch: Omit<IntegrationPatch, 'health'> = {},
): Promise<void> {
  const { state, sinks, clock } = context
  const changes = healthChanges(before, { ...before, health }, clock.now())
  const messages = changes.map((change) => ({ type: 'health-change' as const, change }))
  const outbox = outboxEntriesOf(sinks, messages, clock.now())
  const integration = before.id
  await state.commit({ integration, patch: { ...patch, health }, ...(outbox.length > 0 && { outbox }) })
  await announceHealth(context, changes)
}
