import { type Clock, OpenCasbError, type Scanner, type ScanReport } from '@opencasb/core'
import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss'
import type { RunnerSettings } from './read-options.ts'
import { jobFor, type ScanJob } from './scan-job.ts'

/** However often the state has failed, it is tried again after so long. */
const longestWaitMs = 3_600_000

/** What a job needs to become a scan. */
export interface JobContext {
  readonly boss: PgBoss
  readonly scanner: Scanner
  readonly settings: RunnerSettings
  readonly clock: Clock
  /** Aborted when this worker has no more time: scans stop at a checkpoint and go to other workers. */
  readonly handOver: AbortSignal
}

/**
 * Scans for a job. Scans that end badly are not the queue's business: health and the next due time say what follows.
 * @throws Error where the queue fails: the job is tried again
 */
export async function runJob(context: JobContext, job: JobWithMetadata<ScanJob>): Promise<JobResult> {
  const { id } = job
  let result: ScanReport | Dropped
  try {
    result = await scanIfWanted(context, job)
  } catch (error) {
    if (isStateError(error)) {
      await repeat(context, job, putOff(job, context.settings))
      return { id, status: 'completed' }
    }
    if (await isRemoved(context, job.data.integration)) return done(id, 'removed')
    // What the scanner refuses, it refuses on every attempt.
    const message = error instanceof Error ? error.message : String(error)
    return { id, status: 'deadletter', output: { message } }
  }
  if (typeof result === 'string') return done(id, result)
  const repetition = await repetitionAfter(result, context, job)
  if (repetition) await repeat(context, job, repetition)
  return done(id, result.status)
}

function done(id: string, outcome: string): JobResult {
  return { id, status: 'completed', output: { outcome } }
}

/** Why a job needs no scan any more. */
type Dropped = 'removed' | 'paused' | 'not-due'

async function scanIfWanted(
  { scanner, clock, handOver }: JobContext,
  job: JobWithMetadata<ScanJob>,
): Promise<ScanReport | Dropped> {
  const integration = await scanner.integrations.get(job.data.integration)
  if (!integration) return 'removed'
  if (integration.pausedAt !== undefined) return 'paused'
  // Another worker may have scanned it since the job was made: a timekeeper was late, or a connection was cut.
  if (!job.data.always && !isDue(integration.nextScanAt, clock.now())) return 'not-due'
  return scanner.scan(integration.id, { signal: AbortSignal.any([job.signal, handOver]) })
}

interface Repetition {
  readonly waitMs: number
  readonly outcome: string
  /** @default as the job that it repeats */
  readonly always?: boolean
  readonly putOff?: number
}

async function repetitionAfter(
  report: ScanReport,
  { clock, handOver, scanner, settings }: JobContext,
  job: JobWithMetadata<ScanJob>,
): Promise<Repetition | undefined> {
  // It goes on whatever the schedule says of a scan that was stopped.
  if (report.status === 'aborted' && handOver.aborted) return { waitMs: 0, outcome: 'handed-over', always: true }
  if (report.status === 'deferred' && report.resumeAt !== undefined) {
    return { waitMs: Math.max(0, Date.parse(report.resumeAt) - clock.now()), outcome: 'deferred' }
  }
  if (report.error?.code !== 'state') return undefined
  // Where the failure is on record, the schedule counts it against the integration, which is not to blame. Where it is not, another
  // worker may have scanned meanwhile.
  const last = await scanner.lastReport(report.integration.id).catch(() => undefined)
  const isOnRecord = last?.runId === report.runId
  return { ...putOff(job, settings), always: job.data.always || isOnRecord }
}

/** Waits twice as long each time. */
function putOff({ data }: JobWithMetadata<ScanJob>, { againMs }: RunnerSettings): Repetition {
  const times = data.putOff ?? 0
  return { waitMs: Math.min(againMs * 2 ** times, longestWaitMs), outcome: 'state', putOff: times + 1 }
}

/**
 * Ends the job and makes another one like it: a failed job would count as an attempt. Where the worker dies in between, the
 * timekeepers find that the integration is still due.
 */
async function repeat(
  { boss, settings: { queues } }: JobContext,
  job: JobWithMetadata<ScanJob>,
  { waitMs, outcome, always = job.data.always, putOff }: Repetition,
): Promise<void> {
  await boss.complete(queues.scans, { id: job.id, retryCount: job.retryCount }, { outcome })
  // A job that was cancelled or taken over meanwhile is not this worker's to repeat.
  const [ended] = await boss.findJobs(queues.scans, { id: job.id })
  if (ended?.state !== 'completed' || ended.retryCount !== job.retryCount) return
  const integration = { id: job.data.integration, ...(job.groupId && { owner: job.groupId }) }
  const { data, ...key } = jobFor(integration, always)
  const startAfter = new Date(Date.now() + waitMs)
  await boss.send(
    queues.scans,
    { ...data, ...(putOff !== undefined && { putOff }) },
    { ...key, priority: job.priority, ...(waitMs > 0 && { startAfter }) },
  )
}

/** It may go between the two looks of a job at it. */
async function isRemoved({ scanner }: JobContext, id: string): Promise<boolean> {
  return (await scanner.integrations.get(id).catch(() => null)) === undefined
}

function isDue(nextScanAt: string | undefined, now: number): boolean {
  return nextScanAt !== undefined && Date.parse(nextScanAt) <= now
}

function isStateError(error: unknown): boolean {
  return OpenCasbError.is(error) && error.code === 'state'
}
