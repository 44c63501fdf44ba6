import type { Watermark } from '../contract/state.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import { decide } from '../reconcile/decide.ts'
import { Batch } from './batch.ts'
import { CoverageRecorder } from './coverage-recorder.ts'
import { asStateError, deliverAndCommit } from './deliver-and-commit.ts'
import { Judge } from './judge.ts'
import type { RunContext } from './run-context.ts'
import type { StreamResult } from './run-stream.ts'
import { countChanges, emptyProgress } from './stream-progress.ts'

/** Findings closed in one transaction. */
const pageSize = 500
/** Below so many partitions, a fall is believed. */
const fewPartitions = 5

/**
 * Closes what was found in partitions that a complete listing of partitions no longer has: a drive that was deleted, an account
 * that left. It takes two listings, since a partition may be left out of one; a fall to less than half waits for the host's word.
 * @param listed keys of the partitions that there are
 * @returns what is held
 */
export async function sweepVanished(
  run: RunContext,
  planned: PlannedResource,
  listed: ReadonlySet<string>,
  planHash: string,
): Promise<StreamResult | undefined> {
  const known = [...run.watermarks.values()].filter(
    ({ resource, items }) => resource === planned.resource.name && items > 0,
  )
  const vanished = known.filter(({ partition }) => !listed.has(partition))
  if (vanished.length === 0) return undefined
  const isHeld = !run.confirmSweep && vanished.length >= fewPartitions && vanished.length > known.length / 2
  if (isHeld) return held(run, planned, vanished.length, known.length)
  for (const watermark of vanished) {
    run.signal.throwIfAborted()
    await sweepPartition(run, planned, watermark, planHash)
  }
  return undefined
}

async function sweepPartition(
  run: RunContext,
  planned: PlannedResource,
  { partition }: Watermark,
  planHash: string,
): Promise<void> {
  let isOver = true
  for (const { resource, checks } of [planned, ...planned.children]) {
    const where = { resource: resource.name, partition }
    const ids = checks.map(({ check }) => check.id)
    const isClosed = await closeFindings(run, { ...where, checks: ids })
    isOver &&= isClosed
    // Nothing is left to be looked for in the next scan.
    if (isClosed) {
      const fullReadAt = new Date(run.clock.now()).toISOString()
      await deliverAndCommit(run, new Batch(), {
        watermark: { ...where, items: 0, planHash, fullReadAt },
        inventorySweep: { ...where, runId: run.runId },
      })
    }
  }
  if (isOver) run.log.debug('a partition is gone', { resource: planned.resource.name, partition })
}

/** Says whether all of them are closed, and none only missed for the first time. */
async function closeFindings(
  run: RunContext,
  where: { readonly resource: string; readonly partition: string; readonly checks: readonly string[] },
): Promise<boolean> {
  const judge = new Judge(run, new CoverageRecorder())
  const query = { ...where, integration: run.integration.id, runId: run.runId, limit: pageSize }
  let isClosed = true
  let after: string | undefined
  do {
    const page = { ...query, ...(after !== undefined && { after }) }
    const records = where.checks.length === 0 ? [] : await run.state.findings.unseen(page).catch(rethrow)
    const batch = new Batch()
    for (const record of records) {
      const decision = decide(record, { outcome: 'absent', tolerant: true }, judge.context)
      isClosed &&= decision.kind !== 'missed'
      batch.add(decision)
    }
    if (records.length > 0) await deliverAndCommit(run, batch)
    countChanges(run.others, batch.changes, 0)
    after = records.length === pageSize ? records.at(-1)?.finding.fingerprint : undefined
  } while (after !== undefined)
  return isClosed
}

function held(run: RunContext, planned: PlannedResource, vanished: number, known: number): StreamResult {
  const { name } = planned.resource
  const recorder = new CoverageRecorder()
  const checks = [...planned.checks, ...planned.children.flatMap((child) => child.checks)].map(({ check }) => check.id)
  const message =
    `${vanished} of ${known} partitions of ${name} are no longer listed; closing their findings waits for your word: ` +
    'scan again with confirmSweep if it is right'
  const first = recorder.gap({ reason: 'sweep-held', message, resource: name, checks })
  if (first) run.emit('scan-gap', { ...first, integration: run.integration.id, runId: run.runId })
  const coverage = { resource: name, partition: '', partitionName: '', mode: 'full', complete: false } as const
  return {
    coverage: { ...coverage, items: 0, pages: 0, reason: 'sweep-held' },
    recorder,
    progress: emptyProgress(),
    readAnew: false,
  }
}

function rethrow(error: unknown): never {
  throw asStateError(error)
}
