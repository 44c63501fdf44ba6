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
      await repeat(context, job, putOff(job, context.settings, {}))
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
  { scanner, handOver }: JobContext,
  job: JobWithMetadata<ScanJob>,
): Promise<ScanReport | Dropped> {
  const integration = await scanner.integrations.get(job.data.integration)
  if (!integration) return 'removed'
  if (integration.pausedAt !== undefined) return 'paused'
  if (!job.data.always) {
    // Another worker may have scanned it since the job was made: a timekeeper was late, or a connection was cut. Or its
    // window is over by now.
    const { early = false } = job.data
    const [due] = await scanner.due({ integration: integration.id, early })
    if (!due) return 'not-due'
  }
  return scanner.scan(integration.id, { signal: AbortSignal.any([job.signal, handOver]) })
}

interface Repetition {
  readonly waitMs: number
  readonly outcome: string
  /** What the job says beside what every job does. */
  readonly more: Omit<ScanJob, 'integration' | 'waits'>
}

async function repetitionAfter(
  report: ScanReport,
  context: JobContext,
  job: JobWithMetadata<ScanJob>,
): Promise<Repetition | undefined> {
  const { handOver, scanner, settings } = context
  const { always, early = false } = job.data
  if (report.status === 'aborted' && handOver.aborted) {
    // A scan that was stopped is as due as it was.
    return { waitMs: 0, outcome: 'handed-over', more: { always, early } }
  }
  if (report.status === 'deferred') return continuation(context, job)
  if (report.error?.code !== 'state') return undefined
  // Where the failure is on record, the schedule counts it against the integration, which is not to blame. Where it is not, another
  // worker may have scanned meanwhile.
  const id = job.data.integration
  const last = await scanner.lastReport(id).catch(() => undefined)
  const current = await scanner.integrations.get(id).catch(() => undefined)
  return putOff(job, settings, { early: last?.runId === report.runId, dueAt: current?.nextScanAt })
}

/**
 * The schedule says when a deferred scan goes on. Where a timekeeper looks before that, it makes the job then: one that waited here
 * would hold the place of one for which somebody makes the integration due earlier.
 */
async function continuation(
  { scanner, settings, clock }: JobContext,
  job: JobWithMetadata<ScanJob>,
): Promise<Repetition | undefined> {
  const current = await scanner.integrations.get(job.data.integration).catch(() => null)
  if (current === null) return putOff(job, settings, {})
  if (current?.nextScanAt === undefined) return undefined
  const waitMs = Date.parse(current.nextScanAt) - clock.now()
  // How it ended is not on record: it would begin again at once, and again.
  if (waitMs <= 0) return putOff(job, settings, { early: false, dueAt: current.nextScanAt })
  if (waitMs > settings.pollMs) return undefined
  return { waitMs, outcome: 'deferred', more: { always: false, dueAt: current.nextScanAt } }
}

/** Waits twice as long each time. */
function putOff(
  { data }: JobWithMetadata<ScanJob>,
  { againMs }: RunnerSettings,
  {
    early = data.early ?? false,
    dueAt = data.dueAt,
  }: { readonly early?: boolean; readonly dueAt?: string | undefined },
): Repetition {
  const times = data.putOff ?? 0
  return {
    waitMs: Math.min(againMs * 2 ** times, longestWaitMs),
    outcome: 'state',
    more: { always: data.always, putOff: times + 1, early, ...(dueAt !== undefined && { dueAt }) },
  }
}

/**
 * Ends the job and makes another one like it: a failed job would count as an attempt. Where the worker dies in between, the
 * timekeepers find that the integration is still due.
 */
async function repeat(
  { boss, settings: { queues } }: JobContext,
  job: JobWithMetadata<ScanJob>,
  { waitMs, outcome, more }: Repetition,
): Promise<void> {
  await boss.complete(queues.scans, { id: job.id, retryCount: job.retryCount }, { outcome })
  // A job that was cancelled or taken over meanwhile is not this worker's to repeat.
  const [ended] = await boss.findJobs(queues.scans, { id: job.id })
  if (ended?.state !== 'completed' || ended.retryCount !== job.retryCount) return
  const integration = { id: job.data.integration, ...(job.groupId && { owner: job.groupId }) }
  const { data, ...key } = jobFor(integration, more.always)
  const startAfter = new Date(Date.now() + waitMs)
  await boss.send(
    queues.scans,
    { ...data, ...more, ...(waitMs > 0 && { waits: true }) },
    { ...key, priority: job.priority, ...(waitMs > 0 && { startAfter }) },
  )
}

/** It may go between the two looks of a job at it. */
async function isRemoved({ scanner }: JobContext, id: string): Promise<boolean> {
  return (await scanner.integrations.get(id).catch(() => null)) === undefined
}

function isStateError(error: unknown): boolean {
  return OpenCasbError.is(error) && error.code === 'state'
}
