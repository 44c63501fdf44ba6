import type { OutboxEntry } from '../contract/outbox.ts'
import type { CommitBatch } from '../contract/state.ts'
import { isConflict } from '../errors/is-conflict.ts'
import type { HealthChange } from '../model/health.ts'
import type { Integration, IntegrationPatch } from '../model/integration.ts'
import { outboxEntriesOf } from '../outbox/outbox-entries.ts'
import { integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { healthChanges } from './health-changes.ts'

/** A patch with what is written in the same transaction. */
export type PatchBatch = { readonly patch: IntegrationPatch } & Omit<CommitBatch, 'integration' | 'patchBasedOn'>

/** Nobody changes an integration so often. */
const mostAttempts = 10

/**
 * Writes fields of an integration and what durable sinks are told of it, all of it or nothing. Returns the changes of
 * health, which are yet to be announced.
 * @param decide says what to write by how the integration is now, and nothing where there is nothing to write. It is asked
 *   again where somebody has changed the integration meanwhile, so that older evidence never overwrites newer.
 * @throws ConfigError where there is no such integration
 */
export async function commitPatch(
  context: ScannerContext,
  id: string,
  decide: (current: Integration) => Promise<PatchBatch | undefined> | PatchBatch | undefined,
): Promise<readonly HealthChange[]> {
  const { state, clock } = context
  for (let attempt = 1; ; attempt++) {
    const current = await integrationOf(context, id)
    const batch = await decide(current)
    if (!batch) return []
    const changes = healthChanges(current, { ...current, ...batch.patch }, clock.now())
    const outbox = [...healthMessages(context, changes), ...(batch.outbox ?? [])]
    try {
      await state.commit({ integration: id, ...batch, patchBasedOn: current, ...(outbox.length > 0 && { outbox }) })
      return changes
    } catch (error) {
      if (attempt === mostAttempts || !isConflict(error)) throw error
    }
  }
}

/** Changes of health as durable sinks get them. */
export function healthMessages(
  { sinks, clock }: Pick<ScannerContext, 'sinks' | 'clock'>,
  changes: readonly HealthChange[],
): readonly OutboxEntry[] {
  const messages = changes.map((change) => ({ type: 'health-change' as const, change }))
  return outboxEntriesOf(sinks, messages, clock.now())
}
