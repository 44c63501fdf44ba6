import type { InlineFacets, Partition, UnreadableItem } from '../contract/page.ts'
import type { Asset } from '../model/asset.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import { decide, nothing } from '../reconcile/decide.ts'
import type { Aggregates } from './aggregates.ts'
import type { Batch } from './batch.ts'
import type { CoverageRecorder } from './coverage-recorder.ts'
import type { Cause } from './gap-of-error.ts'
import type { Judge, JudgedItem } from './judge.ts'
import { judgeChildren } from './judge-children.ts'
import { KnownRecords } from './known-records.ts'
import type { RunContext } from './run-context.ts'
import type { StreamProgress } from './stream-progress.ts'

/** An item of a page with what the resource type says of it. */
export interface PageItem {
  readonly key: string
  readonly item: unknown
  readonly asset: Asset
}

/** A page and all that was read with it. */
export interface PageToJudge {
  readonly run: RunContext
  readonly planned: PlannedResource
  readonly partition: Partition
  readonly mode: 'full' | 'changes'
  readonly judge: Judge
  readonly recorder: CoverageRecorder
  readonly aggregates: Aggregates
  readonly progress: StreamProgress
  readonly items: readonly PageItem[]
  readonly outOfScope: readonly PageItem[]
  readonly facets: InlineFacets
  readonly unreadable: readonly UnreadableItem[]
  readonly removed: readonly string[]
  readonly batch: Batch
}

/** Asks all checks of a resource type, and of its children, about a page. */
export async function judgePage(page: PageToJudge): Promise<void> {
  const { run, planned, judge, aggregates, batch } = page
  const resource = planned.resource.name
  const gone = [...page.removed, ...page.outOfScope.map(({ key }) => key)]
  const unreadable = page.unreadable.flatMap(({ key }) => (key === undefined ? [] : [key]))
  const items = [...page.items.map(({ key }) => key), ...unreadable, ...gone]
  const known = await KnownRecords.load(run.state, { integration: run.integration.id, resource, items, resolved: true })

  const itemChecks = planned.checks.filter(({ check }) => check.kind === 'check')
  for (const entry of page.items) {
    const judged: JudgedItem = {
      ...entry,
      resource,
      partition: page.partition.key,
      facet: (name) => page.facets.get(name)?.get(entry.key),
    }
    for (const chosen of itemChecks) judge.judge(chosen, judged, known, batch)
    aggregates.add(judge, judged)
  }
  for (const entry of page.unreadable) judgeUnreadable(page, entry, known)
  for (const key of page.removed) {
    for (const record of known.ofItem(key)) {
      batch.add(record, (found) =>
        // It may have moved, and its new partition may have told already.
        found?.partition === page.partition.key ? decide(found, { outcome: 'deleted' }, judge.context) : nothing,
      )
    }
  }
  for (const { key } of page.outOfScope) {
    for (const record of known.ofItem(key)) {
      batch.add(record, (found) => decide(found, { outcome: 'retired' }, judge.context))
    }
  }
  for (const child of planned.children) await judgeChildren(page, child, unreadable)
}

/** An item that arrived but could not be read is unknown to all checks, and its findings stay. */
function judgeUnreadable(page: PageToJudge, entry: UnreadableItem, known: KnownRecords): void {
  const { planned, judge, recorder, aggregates, batch, run, partition } = page
  const cause: Cause = { reason: entry.reason, message: entry.message }
  const checks = planned.checks.map(({ check }) => check.id)
  const asset = entry.key === undefined ? {} : { asset: entry.key }
  const where = { resource: planned.resource.name, partition: partition.key, checks, ...asset }
  const first = recorder.gap({ ...cause, ...where })
  if (first) run.emit('scan-gap', { ...first, integration: run.integration.id, runId: run.runId })
  if (entry.key === undefined) page.progress.blind = true
  for (const { check } of planned.checks) {
    if (check.kind === 'check') judge.unknown(check.id, entry.key ?? '', cause, known, batch)
  }
  aggregates.breakAll(cause)
}
