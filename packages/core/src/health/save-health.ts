import type { OutboxEntry } from '../contract/outbox.ts'
import type { HealthChange } from '../model/health.ts'
import type { Integration, IntegrationPatch } from '../model/integration.ts'
import { outboxEntriesOf } from '../outbox/outbox-entries.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { announceHealth } from './announce-health.ts'
import { healthChanges } from './health-changes.ts'

/** Writes a new assessment outside of a scan, with the messages for durable sinks, then tells everybody else. */
export async function saveHealth(
  context: ScannerContext,
  before: Integration,
  patch: IntegrationPatch & Required<Pick<IntegrationPatch, 'health'>>,
): Promise<void> {
  await announceHealth(context, await commitPatch(context, before, patch))
}

/**
 * Writes fields of an integration and what durable sinks are told of it, both or neither. Returns the changes of health,
 * which are yet to be announced.
 */
export async function commitPatch(
  context: ScannerContext,
  before: Integration,
  patch: IntegrationPatch,
): Promise<readonly HealthChange[]> {
  const changes = healthChanges(before, { ...before, ...patch }, context.clock.now())
  const outbox = healthMessages(context, changes)
  await context.state.commit({ integration: before.id, patch, ...(outbox.length > 0 && { outbox }) })
  return changes
}

/** Changes of health as durable sinks get them. */
export function healthMessages(
  { sinks, clock }: Pick<ScannerContext, 'sinks' | 'clock'>,
  changes: readonly HealthChange[],
): readonly OutboxEntry[] {
  const messages = changes.map((change) => ({ type: 'health-change' as const, change }))
  return outboxEntriesOf(sinks, messages, clock.now())
}
