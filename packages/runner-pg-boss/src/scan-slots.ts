import type { JobResult, JobWithMetadata, PgBoss, WorkOptions } from 'pg-boss'
import type { RunnerSettings } from './read-options.ts'
import type { ScanJob } from './scan-job.ts'

/** How often a slot that is not woken by a notification looks for itself, in seconds. */
const pollSeconds = 2

/** As many fetchers as scans may run at once; each takes the next job as soon as its scan is over. */
export class ScanSlots {
  readonly #boss: PgBoss
  readonly #queue: string
  readonly #workers: string[] = []

  constructor(boss: PgBoss, queue: string) {
    this.#boss = boss
    this.#queue = queue
  }

  async open(settings: RunnerSettings, run: (job: JobWithMetadata<ScanJob>) => Promise<JobResult>): Promise<void> {
    const { concurrency, perOwner } = settings
    const options = {
      includeMetadata: true,
      perJobResults: true,
      batchSize: 1,
      pollingIntervalSeconds: pollSeconds,
      notifyPollingIntervalSeconds: pollSeconds,
      ...(perOwner !== undefined && { groupConcurrency: perOwner }),
    } as const satisfies WorkOptions
    for (let slot = 0; slot < concurrency; slot++) {
      let id = ''
      id = await this.#boss.work<ScanJob, unknown, typeof options>(this.#queue, options, async (jobs) => {
        const results = await Promise.all(jobs.map(run))
        // There may be more: it need not wait for the next look.
        this.#boss.notifyWorker(id)
        return results
      })
      this.#workers.push(id)
    }
  }

  /** Fetches nothing any more; resolves once the jobs that run have ended. */
  async close(): Promise<void> {
    const ids = this.#workers.splice(0)
    await Promise.all(ids.map((id) => this.#boss.offWork(this.#queue, { id, wait: true })))
  }
}
