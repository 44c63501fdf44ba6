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
    const newest = new Map<string, DeadScan>()
    for (const job of await this.#jobs()) {
      const { integration } = job.data
      if (newest.has(integration)) continue
      const attempts = (job.sourceRetryCount ?? 0) + 1
      newest.set(integration, { integration, reason: reasonOf(job), attempts, at: job.createdOn.toISOString() })
    }
    return [...newest.values()]
  }

  async remove(integration: string): Promise<number> {
    const jobs = await this.#jobs({ key: integration }, [
      'created',
      'retry',
      'active',
      'completed',
      'cancelled',
      'failed',
    ])
    if (jobs.length > 0) await this.#boss.deleteJob(this.#queue, ids(jobs))
    return jobs.length
  }

  /** Puts them into the queue that they came from; older ones of the same integration go. */
  async retry(integration?: string): Promise<number> {
    const jobs = await this.#jobs(integration === undefined ? {} : { key: integration })
    const keys = new Set<string>()
    const again: typeof jobs = []
    for (const job of jobs) {
      if (keys.has(job.data.integration)) continue
      keys.add(job.data.integration)
      again.push(job)
    }
    const older = jobs.filter((job) => !again.includes(job))
    if (older.length > 0) await this.#boss.deleteJob(this.#queue, ids(older))
    if (again.length === 0) return 0
    return this.#boss.redrive(this.#queue, { ids: ids(again), limit: again.length })
  }

  async #jobs(
    query: { readonly key?: string } = {},
    states: readonly JobWithMetadata['state'][] = ['created', 'retry'],
  ): Promise<JobWithMetadata<ScanJob>[]> {
    const jobs = await this.#boss.findJobs<ScanJob>(this.#queue, query)
    return jobs
      .filter(({ state }) => states.includes(state))
      .sort((one, other) => other.createdOn.getTime() - one.createdOn.getTime())
  }
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
