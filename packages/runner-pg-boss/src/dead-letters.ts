import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { DeadScan } from './runner.ts'
import type { ScanJob } from './scan-job.ts'

const explanations: Readonly<Record<string, string>> = {
  'job heartbeat timeout': 'Its workers died, or hung, each time',
  'job timed out': 'It ran longer than longestScanMs allows, each time',
}

/** Jobs that the queue gave up. */
export class DeadLetters {
  readonly #boss: PgBoss
  readonly #queue: string

  constructor(boss: PgBoss, queue: string) {
    this.#boss = boss
    this.#queue = queue
  }

  /** The newest first, one for each integration. */
  async list(): Promise<readonly DeadScan[]> {
    return newestOfEach(await this.#jobs()).map((job) => ({
      integration: job.data.integration,
      reason: reasonOf(job),
      attempts: (job.sourceRetryCount ?? 0) + 1,
      at: job.createdOn.toISOString(),
    }))
  }

  /** Integrations whose scans were given up after a time, in milliseconds; those of longer ago are forgotten. */
  async parkedSince(time: number): Promise<ReadonlySet<string>> {
    const jobs = await this.#jobs()
    const recent = newestOfEach(jobs).filter(({ createdOn }) => createdOn.getTime() > time)
    const parked = new Set(recent.map(({ data }) => data.integration))
    const over = jobs.filter(({ data }) => !parked.has(data.integration))
    if (over.length > 0) await this.#boss.deleteJob(this.#queue, ids(over))
    return parked
  }

  async remove(integration: string): Promise<number> {
    const jobs = await this.#boss.findJobs<ScanJob>(this.#queue, { key: integration })
    if (jobs.length > 0) await this.#boss.deleteJob(this.#queue, ids(jobs))
    return jobs.length
  }

  /** Puts them into the queue that they came from; older ones of the same integration go. */
  async retry(integration?: string): Promise<number> {
    const jobs = await this.#jobs(integration === undefined ? {} : { key: integration })
    const again = newestOfEach(jobs)
    const older = jobs.filter((job) => !again.includes(job))
    if (older.length > 0) await this.#boss.deleteJob(this.#queue, ids(older))
    if (again.length === 0) return 0
    return this.#boss.redrive(this.#queue, { ids: ids(again), limit: again.length })
  }

  /** Those that wait to be tried again, the newest first. */
  async #jobs(query: { readonly key?: string } = {}): Promise<JobWithMetadata<ScanJob>[]> {
    const jobs = await this.#boss.findJobs<ScanJob>(this.#queue, { ...query, queued: true })
    return jobs.sort((one, other) => other.createdOn.getTime() - one.createdOn.getTime())
  }
}

/** @param jobs the newest first */
function newestOfEach(jobs: readonly JobWithMetadata<ScanJob>[]): JobWithMetadata<ScanJob>[] {
  const newest = new Map<string, JobWithMetadata<ScanJob>>()
  for (const job of jobs) if (!newest.has(job.data.integration)) newest.set(job.data.integration, job)
  return [...newest.values()]
}

function ids(jobs: readonly { readonly id: string }[]): string[] {
  return jobs.map(({ id }) => id)
}

/** Outputs of failed jobs are errors as pg-boss writes them: flat, or under `value`. */
function reasonOf({ sourceOutput }: JobWithMetadata<ScanJob>): string {
  const message = messageOf(sourceOutput) ?? messageOf(sourceOutput && 'value' in sourceOutput && sourceOutput.value)
  if (message === undefined) return 'It failed without saying why'
  if (message.startsWith('handler execution exceeded')) return explanations['job timed out'] ?? message
  return explanations[message] ?? message
}

function messageOf(output: unknown): string | undefined {
  if (typeof output !== 'object' || output === null || !('message' in output)) return undefined
  return typeof output.message === 'string' ? output.message : undefined
}
