import type { Watermark } from '../contract/state.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import { Batch } from './batch.ts'
import { brokenResult } from './broken-result.ts'
import { CoverageRecorder } from './coverage-recorder.ts'
import { deliverAndCommit } from './deliver-and-commit.ts'
import { Judge } from './judge.ts'
import type { RunContext } from './run-context.ts'
import type { StreamResult } from './run-stream.ts'
import { closeAbsent } from './sweep-stream.ts'

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
  if (isHeld) {
    const message =
      `${vanished.length} of ${known.length} partitions of ${planned.resource.name} are no longer listed; closing their ` +
      'findings waits for your word: scan again with confirmSweep if it is right'
    return brokenResult(run, planned, { reason: 'sweep-held', message })
  }
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
  const judge = new Judge(run, new CoverageRecorder())
  for (const { resource, checks } of [planned, ...planned.children]) {
    const where = { resource: resource.name, partition }
    const sweep = { ...where, checks: checks.map(({ check }) => check), tolerant: true }
    if (!(await closeAbsent(run, judge, run.others, sweep))) continue
    // Nothing is left to be looked for in the next scan.
    const fullReadAt = new Date(run.clock.now()).toISOString()
    await deliverAndCommit(run, new Batch(), {
      watermark: { ...where, items: 0, planHash, fullReadAt },
      inventorySweep: { ...where, runId: run.runId },
    })
  }
}
