import type { CommitBatch } from '../contract/state.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { SinkError } from '../errors/sink-error.ts'
import { StateError } from '../errors/state-error.ts'
import type { FindingChange } from '../model/finding.ts'
import { isDurable, outboxEntriesOf } from '../outbox/outbox-entries.ts'
import type { Batch } from './batch.ts'
import type { RunContext } from './run-context.ts'

/**
 * Deliver, then commit: a crash in between sends the same change ids again, and never loses one. Durable sinks get theirs
 * with the commit, through the outbox.
 */
export async function deliverAndCommit(
  run: RunContext,
  batch: Batch,
  rest: Omit<CommitBatch, 'integration' | 'fence' | 'findings' | 'seen' | 'unassessed' | 'missed'> = {},
): Promise<void> {
  run.signal.throwIfAborted()
  await deliver(run, batch.changes)
  const messages = batch.changes.map((change) => ({ type: 'finding-change' as const, change }))
  const outbox = [...(rest.outbox ?? []), ...outboxEntriesOf(run.sinks, messages, run.clock.now())]
  try {
    await run.state.commit({
      integration: run.integration.id,
      fence: run.fence,
      ...batch.toCommit(run.runId, new Date(run.clock.now()).toISOString()),
      ...rest,
      ...(outbox.length > 0 && { outbox }),
    })
  } catch (error) {
    throw asStateError(error)
  }
  for (const change of batch.changes) {
    if (change.type === 'opened' || change.type === 'reopened') run.progress.opened += 1
    run.emit('finding-change', change)
  }
}

async function deliver(run: RunContext, changes: readonly FindingChange[]): Promise<void> {
  if (changes.length === 0) return
  const context = { runId: run.runId, integration: run.integration.id, signal: run.signal }
  for (const sink of run.sinks) {
    if (isDurable(sink)) continue
    try {
      await sink.write(changes, context)
    } catch (error) {
      if (run.signal.aborted) throw run.signal.reason
      const detail = error instanceof Error ? error.message : String(error)
      throw new SinkError(`The sink ${sink.name} did not take the changes: ${detail}`, {
        sink: sink.name,
        cause: error,
      })
    }
  }
}

/** What a database throws that is not typed yet counts as its failure. */
export function asStateError(error: unknown): OpenCasbError {
  if (OpenCasbError.is(error)) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new StateError(`The database failed: ${detail}`, { reason: 'unavailable', cause: error })
}
