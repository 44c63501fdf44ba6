import type { AggregateVerdict } from '../contract/check.ts'
import type { Partition } from '../contract/page.ts'
import type { StreamCheckpoint } from '../contract/state.ts'
import type { ChosenCheck } from '../plan/chosen-check.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import type { Aggregates } from './aggregates.ts'
import { Batch } from './batch.ts'
import type { CoverageRecorder } from './coverage-recorder.ts'
import { deliverAndCommit } from './deliver-and-commit.ts'
import { isVerdict } from './evaluate-check.ts'
import type { Cause } from './gap-of-error.ts'
import type { Judge } from './judge.ts'
import { KnownRecords } from './known-records.ts'
import { type RunContext, streamKey } from './run-context.ts'
import type { FacetRunner } from './run-facets.ts'
import type { StreamProgress } from './stream-progress.ts'
import { isSuspicious } from './sweep-guard.ts'
import { afterFullRead, type Sweep, sweepStream } from './sweep-stream.ts'

/** A stream that was read to the end. */
export interface FinishedStream {
  readonly run: RunContext
  readonly planned: PlannedResource
  readonly partition: Partition
  readonly mode: 'full' | 'changes'
  readonly planHash: string
  readonly progress: StreamProgress
  readonly recorder: CoverageRecorder
  readonly aggregates: Aggregates
  readonly judge: Judge
  readonly facets: FacetRunner
  checkpoint(): StreamCheckpoint
}

/** Asks aggregate checks for their word, sweeps what the listing lacked, and saves where the next scan starts. */
export async function finishStream(stream: FinishedStream): Promise<void> {
  const { run, partition, progress, mode, planned } = stream
  await settleAggregates(stream)
  const resource = planned.resource.name
  const previous = run.watermarks.get(streamKey(resource, partition.key))
  if (mode === 'changes') {
    const watermark = progress.watermark ?? previous?.watermark
    await deliverAndCommit(run, new Batch(), {
      checkpoint: stream.checkpoint(),
      ...(previous && watermark !== undefined && { watermark: { ...previous, watermark } }),
    })
    return
  }
  for (const { sweep, watermark } of sweepsOf(stream)) {
    // Without a check nothing says whether a fall is right, so it does not become the measure.
    const isDoubtful = sweep.checks.length === 0 && isSuspicious(sweep) && !run.confirmSweep
    const isTrusted =
      !progress.blind && !isDoubtful && (await sweepStream(run, stream.judge, stream.recorder, progress, sweep))
    if (isTrusted) await deliverAndCommit(run, new Batch(), afterFullRead(run, sweep, stream.planHash, watermark))
  }
  await deliverAndCommit(run, new Batch(), { checkpoint: stream.checkpoint() })
}

function sweepsOf(
  stream: FinishedStream,
): readonly { readonly sweep: Sweep; readonly watermark: string | undefined }[] {
  const { run, planned, partition, progress, aggregates, facets } = stream
  const tolerant = planned.resource.order === 'unstable'
  const previousItems = (resource: string): number | undefined =>
    run.watermarks.get(streamKey(resource, partition.key))?.items
  const own = planned.checks
    .map(({ check }) => check)
    .filter(
      (check) => !aggregates.brokenBy(check.id) && Object.values(check.with).every((facet) => facets.wants(facet)),
    )
    .filter((check) => Object.values(check.lookup).every((index) => run.indexes.isComplete(index)))
  const resource = planned.resource.name
  const where = { partition: partition.key, tolerant }
  const sweeps: { readonly sweep: Sweep; readonly watermark: string | undefined }[] = [
    {
      sweep: { ...where, resource, checks: own, items: progress.items, previousItems: previousItems(resource) },
      watermark: progress.watermark,
    },
  ]
  for (const child of planned.children) {
    const { name, from } = child.resource
    const isReadable = from !== undefined && facets.wants(from.facet)
    const checks = isReadable ? child.checks.map(({ check }) => check) : []
    const items = progress.children[name] ?? 0
    if (isReadable) {
      const parent = { items: progress.items, previousItems: previousItems(resource) }
      const sweep = { ...where, resource: name, checks, items, previousItems: previousItems(name), parent }
      sweeps.push({ sweep, watermark: undefined })
    }
  }
  return sweeps
}

async function settleAggregates(stream: FinishedStream): Promise<void> {
  const { run, planned, partition, aggregates, judge, recorder, progress } = stream
  const resource = planned.resource.name
  const batch = new Batch()
  for (const chosen of aggregates.checks) {
    const { id } = chosen.check
    const verdicts = verdictsOf(stream, chosen)
    if ('reason' in verdicts) {
      aggregates.break(id, verdicts)
      recorder.unknown(id, verdicts.reason, verdicts.message)
      recorder.gap({ ...verdicts, resource, partition: partition.key, checks: [id] })
      continue
    }
    const items = verdicts.map(({ asset }) => asset.id)
    const known = await KnownRecords.load(run.state, {
      integration: run.integration.id,
      resource,
      items,
      resolved: true,
    })
    for (const { asset, verdict } of verdicts) {
      const judged = { resource, partition: partition.key, key: asset.id, item: asset, asset, facet: () => undefined }
      judge.settle(chosen, judged, [verdict], known, batch)
    }
  }
  if (aggregates.checks.length > 0) await deliverAndCommit(run, batch, {}, progress)
}

/** What an aggregate check says of the partition, or why it cannot. */
function verdictsOf(stream: FinishedStream, { check, params }: ChosenCheck): readonly AggregateVerdict[] | Cause {
  const { run, partition, aggregates, mode } = stream
  const broken = aggregates.brokenBy(check.id)
  if (broken) return broken
  if (mode === 'changes') return { reason: 'dependency', message: `${check.id} needs a full read` }
  try {
    const verdicts = check.done?.(aggregates.stateOf(check.id), { partition, params, now: run.startedAt }) ?? []
    if (verdicts.every(({ verdict }) => isVerdict(verdict))) return verdicts
    return { reason: 'check-error', message: `The check ${check.id} returned what is no verdict` }
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { reason: 'check-error', message: `The check ${check.id} failed: ${detail}` }
  }
}
