import type { CommitBatch } from '../contract/state.ts'
import { isConflict } from '../errors/is-conflict.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { SinkError } from '../errors/sink-error.ts'
import { StateError } from '../errors/state-error.ts'
import type { FindingChange } from '../model/finding.ts'
import { isDurable, outboxEntriesOf } from '../outbox/outbox-entries.ts'
import type { Batch } from './batch.ts'
import type { RunContext } from './run-context.ts'
import { countChanges, type StreamProgress } from './stream-progress.ts'

/** Nobody acts on the findings of a page so often. */
const mostAttempts = 10

/**
 * Deliver, then commit: a crash in between sends the same change ids again, and never loses one. Durable sinks get theirs
 * with the commit, through the outbox. Where somebody has changed a finding since it was read, it is read and decided upon
 * again; sinks that are told before the commit have then heard of a change that was not made, and hear of the next.
 * @param progress what the changes are counted in; a checkpoint in `rest` holds the very object
 */
export async function deliverAndCommit(
  run: RunContext,
  batch: Batch,
  rest: Rest = {},
  progress?: StreamProgress,
): Promise<void> {
  const delivered = new Set<string>()
  for (let attempt = 1; ; attempt++) {
    run.signal.throwIfAborted()
    const { changes, unchanged } = batch
    await deliver(
      run,
      changes.filter(({ id }) => !delivered.has(id)),
    )
    if (progress) countChanges(progress, changes, unchanged)
    const refusal = await commit(run, batch, changes, rest).then(
      () => undefined,
      (error: unknown) => asStateError(error),
    )
    if (!refusal) return committed(run, changes)
    if (progress) countChanges(progress, changes, unchanged, -1)
    if (attempt === mostAttempts || !isConflict(refusal)) throw refusal
    for (const { id } of changes) delivered.add(id)
    await batch
      .decideAgain((fingerprint) => run.state.findings.get(run.integration.id, fingerprint))
      .catch((error: unknown) => {
        throw asStateError(error)
      })
  }
}

type Rest = Omit<CommitBatch, 'integration' | 'fence' | 'findings' | 'seen' | 'unassessed' | 'missed'>

async function commit(run: RunContext, batch: Batch, changes: readonly FindingChange[], rest: Rest): Promise<void> {
  const messages = changes.map((change) => ({ type: 'finding-change' as const, change }))
  const outbox = [...(rest.outbox ?? []), ...outboxEntriesOf(run.sinks, messages, run.clock.now())]
  await run.state.commit({
    integration: run.integration.id,
    fence: run.fence,
    ...batch.toCommit(run.runId, new Date(run.clock.now()).toISOString()),
    ...rest,
    ...(outbox.length > 0 && { outbox }),
  })
}

function committed(run: RunContext, changes: readonly FindingChange[]): void {
  for (const change of changes) {
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
