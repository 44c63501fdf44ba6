import type { FindingRecord } from '../contract/state.ts'
import { ContractError } from '../errors/contract-error.ts'
import type { PlannedChild } from '../plan/read-plan.ts'
import { type Decision, decide, nothing } from '../reconcile/decide.ts'
import { causeOf } from './gap-of-error.ts'
import type { JudgedItem } from './judge.ts'
import type { PageToJudge } from './judge-page.ts'
import { KnownRecords } from './known-records.ts'

/** Judges the items that came out of a facet of a page's items. */
export async function judgeChildren(
  page: PageToJudge,
  child: PlannedChild,
  unreadable: readonly string[],
): Promise<void> {
  const { run, judge, recorder, batch } = page
  const { resource } = child
  const from = resource.from
  if (!from) throw new ContractError(`${resource.name} has no parent`)
  const gone = [...page.removed, ...page.outOfScope.map(({ key }) => key)]
  const parents = [...page.items.map(({ key }) => key), ...unreadable, ...gone]
  const query = { integration: run.integration.id, resource: resource.name, parents, resolved: true }
  const known = await KnownRecords.load(run.state, query)
  const outcomes = page.facets.get(from.facet.name)
  const seen = new Set<string>()
  const unread = new Set(unreadable)

  for (const { reason, message } of page.unreadable) run.indexes.fail(child.indexes, { reason, message })
  for (const parent of page.items) {
    const outcome = outcomes?.get(parent.key)
    if (!outcome || 'error' in outcome) {
      unread.add(parent.key)
      const error = outcome?.error ?? new ContractError(`${from.facet.name} was not read`)
      const cause = causeOf(error, run.connector.id)
      const checks = child.checks.map(({ check }) => check.id)
      run.indexes.fail(child.indexes, cause)
      const where = { resource: resource.name, facet: from.facet.name, partition: page.partition.key, checks }
      const first = recorder.gap({ ...cause, ...where, asset: parent.asset.name })
      if (first) run.emit('scan-gap', { ...first, integration: run.integration.id, runId: run.runId })
      for (const { check } of child.checks) recorder.unknown(check.id, cause.reason, cause.message)
      continue
    }
    for (const item of from.items(outcome.value, parent.item)) {
      const key = resource.key(item)
      if (seen.has(key)) continue
      seen.add(key)
      page.progress.children[resource.name] = (page.progress.children[resource.name] ?? 0) + 1
      const judged: JudgedItem = {
        resource: resource.name,
        partition: page.partition.key,
        key,
        parent: parent.key,
        item,
        asset: resource.asset(item),
        facet: () => undefined,
      }
      run.indexes.add(child.indexes, [item])
      for (const chosen of child.checks) judge.judge(chosen, judged, known, batch)
    }
  }

  const removed = new Set(page.removed)
  const retired = new Set(page.outOfScope.map(({ key }) => key))
  const read = new Set(page.items.map(({ key }) => key))
  const decideUnseen = (record: FindingRecord | undefined): Decision => {
    if (record?.parent === undefined) return nothing
    if (unread.has(record.parent)) return decide(record, { outcome: 'unknown' }, judge.context)
    if (removed.has(record.parent)) {
      const isHere = record.partition === page.partition.key
      return isHere ? decide(record, { outcome: 'deleted' }, judge.context) : nothing
    }
    if (retired.has(record.parent)) return decide(record, { outcome: 'retired' }, judge.context)
    // A full read leaves what is absent to the sweep and its guard.
    return page.mode === 'changes' && read.has(record.parent)
      ? decide(record, { outcome: 'absent', tolerant: false }, judge.context)
      : nothing
  }
  for (const record of known.all()) if (!seen.has(record.item)) batch.add(record, decideUnseen)
}
