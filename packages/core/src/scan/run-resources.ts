import PQueue from 'p-queue'
import type { Partition } from '../contract/page.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import { brokenResult } from './broken-result.ts'
import { causeOf, endsScan } from './gap-of-error.ts'
import { keepResult } from './keep-result.ts'
import { partitionsOf } from './partitions-of.ts'
import { streamHashOf } from './plan-hash.ts'
import { readTables, tablesOf } from './read-tables.ts'
import { type RunContext, streamKey } from './run-context.ts'
import { type StreamResult, StreamRun } from './run-stream.ts'

/** How resources are to be read. */
export interface ReadOptions {
  readonly mode: 'auto' | 'full'
  readonly fullEveryMs: number
  /** Streams read at once. */
  readonly streams: number
}

/** What streams came to, per resource type name. */
export type StreamResults = Map<string, StreamResult[]>

/**
 * Reads resource types in the order that their look-ups ask for, several streams at once.
 * @param results filled as streams end, those included that were stopped
 */
export async function runResources(
  run: RunContext,
  resources: readonly PlannedResource[],
  options: ReadOptions,
  results: StreamResults,
): Promise<void> {
  const queue = new PQueue({ concurrency: options.streams })
  for await (const wave of wavesOf(run, resources)) {
    const readable: PlannedResource[] = []
    for (const planned of wave) {
      if (isJudged(planned)) {
        if (mustReadTablesFirst(run, planned)) await readTables(run, planned)
        readable.push(planned)
      } else {
        await readTables(run, planned)
      }
    }
    const failures: unknown[] = []
    const read = readable.map(async (planned) => {
      try {
        const own: StreamResult[] = []
        results.set(planned.resource.name, own)
        await readResource(run, planned, options, queue, own)
      } catch (error) {
        failures.push(error)
        // Nothing that the others could still read can be used: they end at their next step.
        run.stop(error)
      }
    })
    await Promise.all(read)
    if (failures.length > 0) throw run.signal.reason
  }
}

/** Groups resource types so that what is looked up in is read before what looks it up. */
async function* wavesOf(
  run: RunContext,
  resources: readonly PlannedResource[],
): AsyncGenerator<readonly PlannedResource[], void, undefined> {
  const left = new Set(resources)
  const tabled = new Set<string>()
  const isPending = (name: string): boolean =>
    !tabled.has(name) && [...left].some(({ resource }) => resource.name === name)
  while (left.size > 0) {
    const ready = [...left].filter(({ resource, after }) =>
      after.every(({ name }) => name === resource.name || !isPending(name)),
    )
    if (ready.length === 0) {
      // They look into each other: a pass of its own over what is read at the vendor fills its tables.
      const early = [...left].filter(
        (planned) => !planned.resource.derived && isPending(planned.resource.name) && tablesOf(planned).length > 0,
      )
      for (const planned of early) {
        await readTables(run, planned)
        tabled.add(planned.resource.name)
      }
      if (early.length > 0) continue
    }
    const wave = ready.length > 0 ? ready : [...left].slice(0, 1)
    for (const planned of wave) left.delete(planned)
    yield wave
  }
}

/** Says whether any check looks at the resource type or its children. */
function isJudged({ checks, children }: PlannedResource): boolean {
  return checks.length > 0 || children.some((child) => child.checks.length > 0)
}

/** Says whether a resource's look-up tables are needed before its own streams could have built them. */
function mustReadTablesFirst(run: RunContext, planned: PlannedResource): boolean {
  if (tablesOf(planned).length === 0) return false
  const looksIntoItself = planned.after.some(({ name }) => name === planned.resource.name)
  const alreadyRead = [...run.checkpoints.values()].some(({ resource }) => resource === planned.resource.name)
  return looksIntoItself || alreadyRead
}

async function readResource(
  run: RunContext,
  planned: PlannedResource,
  options: ReadOptions,
  queue: PQueue,
  results: StreamResult[],
): Promise<void> {
  const planHash = streamHashOf(run.connector, run.policy, planned)
  const tables = tablesOf(planned)
  run.indexes.begin(tables)
  const failures: unknown[] = []
  const pending = new Set<Promise<void>>()
  const listed = new Set<string>()
  let broken: StreamResult | undefined
  const readPartition = async (partition: Partition): Promise<void> => {
    const stream = new StreamRun(run, planned, partition, modeOf(run, planned, partition, planHash, options), planHash)
    try {
      keepResult(results, await stream.read())
    } catch (error) {
      results.push(stream.stopped())
      failures.push(error)
      run.stop(error)
    }
  }
  try {
    for await (const partition of partitionsOf(run, planned.resource)) {
      listed.add(partition.key)
      // There may be as many partitions as accounts: they are listed no faster than they are read.
      await queue.onSizeLessThan(options.streams)
      run.signal.throwIfAborted()
      const read = queue.add(() => readPartition(partition)).finally(() => pending.delete(read))
      pending.add(read)
    }
  } catch (error) {
    if (!run.signal.aborted && !endsScan(error)) broken = withoutPartitions(run, planned, error)
    else failures.push(error)
  }
  await Promise.all(pending)
  if (failures.length > 0) throw failures[0]
  if (broken) results.push(broken)
  const { sweepVanished } = await import('./run-end.ts')
  const held = broken ? undefined : await sweepVanished(run, planned, listed, planHash)
  const isComplete = results.every(({ coverage }) => coverage.complete)
  if (held) results.push(held)
  if (results.some(({ readAnew }) => readAnew)) {
    // What a table gathered before a stream began anew would be in it twice.
    await readTables(run, planned)
  } else if (isComplete && tablesAreWhole(run, planned)) {
    run.indexes.complete(tables)
  }
  const gap = results.find(({ coverage }) => !coverage.complete)?.recorder.gaps.at(-1)
  if (gap) run.indexes.fail(tables, { reason: gap.reason, message: gap.message, missing: gap.missing ?? [] })
}

/** A stream that an earlier part of this run finished gave nothing to the tables now. */
function tablesAreWhole(run: RunContext, planned: PlannedResource): boolean {
  return (
    tablesOf(planned).length > 0 &&
    ![...run.checkpoints.values()].some(({ resource }) => resource === planned.resource.name)
  )
}

/** The partitions themselves could not be listed. */
function withoutPartitions(run: RunContext, planned: PlannedResource, error: unknown): StreamResult {
  const result = brokenResult(run, planned, causeOf(error, run.connector.id))
  return RateLimitError.is(error) ? { ...result, deferredMs: error.retryAfterMs } : result
}

/** Change feeds are read only where they say enough: the same checks as before, each judging one item by itself. */
function modeOf(
  run: RunContext,
  planned: PlannedResource,
  partition: Partition,
  planHash: string,
  options: ReadOptions,
): 'full' | 'changes' {
  const { resource, checks } = planned
  const last = run.watermarks.get(streamKey(resource.name, partition.key))
  if (options.mode === 'full' || !resource.changes || last?.watermark === undefined || last.planHash !== planHash)
    return 'full'
  const needsAll = checks.some(({ check }) => check.kind === 'aggregate-check' || Object.keys(check.lookup).length > 0)
  const isDue = run.startedAt.getTime() - Date.parse(last.fullReadAt) >= options.fullEveryMs
  return needsAll || tablesOf(planned).length > 0 || isDue ? 'full' : 'changes'
}
