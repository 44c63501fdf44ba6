import type { Check } from '../contract/check.ts'
import type { CommitBatch } from '../contract/state.ts'
import { decide, nothing } from '../reconcile/decide.ts'
import { Batch } from './batch.ts'
import type { CoverageRecorder } from './coverage-recorder.ts'
import { asStateError, deliverAndCommit } from './deliver-and-commit.ts'
import type { Judge } from './judge.ts'
import type { RunContext } from './run-context.ts'
import type { StreamProgress } from './stream-progress.ts'
import { type ListingSize, mustHold } from './sweep-guard.ts'

/** Findings closed in one transaction. */
const pageSize = 500

/** One resource type to sweep in a partition. */
export interface Sweep {
  readonly resource: string
  readonly partition: string
  /** Checks that saw complete data. */
  readonly checks: readonly Check[]
  /** Items may have moved between pages: it takes two complete listings. */
  readonly tolerant: boolean
  readonly items: number
  readonly previousItems: number | undefined
  /** Set for items that come with their parents. */
  readonly parent?: ListingSize
}

/**
 * Closes findings whose assets a complete listing no longer has.
 * @returns false where the sweep is held: nothing was closed, and the listing is not to be trusted
 */
export async function sweepStream(
  run: RunContext,
  judge: Judge,
  recorder: CoverageRecorder,
  progress: StreamProgress,
  sweep: Sweep,
): Promise<boolean> {
  const query = {
    integration: run.integration.id,
    resource: sweep.resource,
    partition: sweep.partition,
    runId: run.runId,
  }
  const checks = sweep.checks.map(({ id }) => id)
  const counts = await run.state.findings.sweepCounts({ ...query, checks }).catch(rethrow)
  const isHeld = !run.confirmSweep && counts.some((count) => mustHold({ ...sweep, ...count }))
  if (isHeld) {
    const held = counts.filter((count) => count.unseen > 0)
    const unseen = held.reduce((sum, count) => sum + count.unseen, 0)
    const message =
      `This listing of ${sweep.resource} has ${sweep.items} items` +
      (sweep.previousItems === undefined ? '' : `, the one before had ${sweep.previousItems}`) +
      `; closing ${unseen} findings for it waits for your word: scan again with confirmSweep if it is right`
    const gap = { reason: 'sweep-held', message, resource: sweep.resource, partition: sweep.partition } as const
    const first = recorder.gap({ ...gap, checks: held.map(({ check }) => check) })
    if (first) run.emit('scan-gap', { ...first, integration: run.integration.id, runId: run.runId })
    return false
  }
  await closeAbsent(run, judge, progress, sweep)
  return true
}

/**
 * Closes what this run has not seen, a page at a time.
 * @returns false where something was only missed for the first time
 */
export async function closeAbsent(
  run: RunContext,
  judge: Judge,
  progress: StreamProgress,
  { resource, partition, checks, tolerant }: Pick<Sweep, 'resource' | 'partition' | 'checks' | 'tolerant'>,
): Promise<boolean> {
  const query = {
    integration: run.integration.id,
    resource,
    partition,
    runId: run.runId,
    checks: checks.map(({ id }) => id),
    limit: pageSize,
  }
  let isClosed = true
  let after: string | undefined
  if (checks.length === 0) return true
  do {
    const records = await run.state.findings.unseen({ ...query, ...(after !== undefined && { after }) }).catch(rethrow)
    const batch = new Batch()
    for (const record of records) {
      const decision = batch.add(record, (found) =>
        // Another stream of this run may have come across it meanwhile.
        found?.seenRun === run.runId ? nothing : decide(found, { outcome: 'absent', tolerant }, judge.context),
      )
      isClosed &&= decision.kind !== 'missed'
    }
    if (records.length > 0) await deliverAndCommit(run, batch, {}, progress)
    after = records.length === pageSize ? records.at(-1)?.finding.fingerprint : undefined
  } while (after !== undefined)
  return isClosed
}

function rethrow(error: unknown): never {
  throw asStateError(error)
}

/** What else a full read that can be trusted leaves behind. */
export function afterFullRead(
  run: RunContext,
  sweep: Sweep,
  planHash: string,
  watermark: string | undefined,
): Pick<CommitBatch, 'watermark' | 'inventorySweep'> {
  const { resource, partition, items } = sweep
  return {
    watermark: {
      resource,
      partition,
      items,
      planHash,
      fullReadAt: new Date(run.clock.now()).toISOString(),
      ...(watermark !== undefined && { watermark }),
    },
    inventorySweep: { resource, partition, runId: run.runId },
  }
}
