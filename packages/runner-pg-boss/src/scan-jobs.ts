import type { PgBoss } from 'pg-boss'
import type { ScanJob } from './scan-job.ts'

/** The jobs of single integrations in the queue of scans. */
export class ScanJobs {
  readonly #boss: PgBoss
  readonly #queue: string

  constructor(boss: PgBoss, queue: string) {
    this.#boss = boss
    this.#queue = queue
  }

  /** Cancels what waits or runs; the worker of a job that runs learns it with its next heartbeat. Says how many. */
  async cancel(integration: string): Promise<number> {
    return (await this.#cancel(integration)).cancelled
  }

  /** Cancels and deletes all that there are, also those that ended; says how many. */
  async remove(integration: string): Promise<number> {
    const { all } = await this.#cancel(integration)
    if (all.length > 0) await this.#boss.deleteJob(this.#queue, all)
    return all.length
  }

  async #cancel(integration: string): Promise<{ readonly all: string[]; readonly cancelled: number }> {
    const jobs = await this.#boss.findJobs<ScanJob>(this.#queue, { key: integration })
    const unfinished = jobs.filter(({ state }) => ['created', 'retry', 'active'].includes(state)).map(({ id }) => id)
    if (unfinished.length > 0) await this.#boss.cancel(this.#queue, unfinished)
    return { all: jobs.map(({ id }) => id), cancelled: unfinished.length }
  }
}
