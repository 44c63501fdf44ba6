import type { Log, Scanner } from '@opencasb/core'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { DeadLetters } from './dead-letters.ts'
import type { RunnerSettings } from './read-options.ts'
import { jobFor, type ScanJob } from './scan-job.ts'
import { type Turn, takeTurns } from './take-turns.ts'

/** How much of the time between two looks is left to chance, so that the workers of a fleet do not all look at once. */
const spread = 0.2
/** Jobs of one statement. */
const batch = 500

/** What a timekeeper needs. */
export interface TimekeeperContext {
  readonly boss: PgBoss
  readonly scanner: Scanner
  readonly settings: RunnerSettings
  readonly dead: DeadLetters
  readonly log: Log
}

/** Makes jobs of what is due. Every worker has one; the queue keeps one job for each integration whoever makes it. */
export class Timekeeper {
  readonly #context: TimekeeperContext
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<unknown> = Promise.resolve()
  #isRunning = false

  constructor(context: TimekeeperContext) {
    this.#context = context
  }

  start(): void {
    this.#isRunning = true
    this.#look()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    await this.#looking
  }

  #look(): void {
    const { settings, log } = this.#context
    this.#looking = this.poll()
      .catch((error: unknown) => {
        log.warn('what is due could not be put into the queue', { error: messageOf(error) })
      })
      .then(() => {
        if (!this.#isRunning) return
        const wait = settings.pollMs * (1 - spread / 2 + spread * Math.random())
        this.#timer = setTimeout(() => this.#look(), wait).unref()
      })
  }

  /** Looks once; says how many integrations are due, not parked and not put off. */
  async poll(): Promise<number> {
    const { boss, scanner, settings, dead } = this.#context
    const { queues, lookAhead, parkMs } = settings
    const parked = await dead.parkedSince(Date.now() - parkMs)
    const waiting = await this.#waiting()
    // Those stay the longest due, and take no place of others.
    const due = await scanner.due({ limit: lookAhead + parked.size + waiting.size })
    const wanted = due.filter(({ id, nextScanAt }) => {
      const job = waiting.get(id)
      const isPutOff = job && (job.data.dueAt === undefined || job.data.dueAt === nextScanAt)
      return !isPutOff && !parked.has(id)
    })
    const turns = takeTurns(wanted.slice(0, lookAhead))
    await this.#bringForward(turns, waiting)
    const jobs = turns.map(({ integration, priority }) => ({ ...jobFor(integration, false), priority }))
    // In the order of their keys: two timekeepers that insert the same ones in different orders would wait for each other.
    jobs.sort((one, other) => (one.singletonKey < other.singletonKey ? -1 : 1))
    for (let start = 0; start < jobs.length; start += batch) {
      await boss.insert(queues.scans, jobs.slice(start, start + batch))
    }
    await boss.send(queues.outbox, null, { singletonKey: 'deliver' })
    return jobs.length
  }

  /** Jobs that were put off, by integration. */
  async #waiting(): Promise<ReadonlyMap<string, JobWithMetadata<ScanJob>>> {
    const { boss, settings } = this.#context
    const jobs = await boss.findJobs<ScanJob>(settings.queues.scans, { queued: true, data: { waits: true } })
    return new Map(jobs.map((job) => [job.data.integration, job]))
  }

  /** Somebody made them due anew since their jobs were put off, and the queue takes no second job for them. */
  async #bringForward(turns: readonly Turn[], waiting: ReadonlyMap<string, JobWithMetadata<ScanJob>>): Promise<void> {
    const { boss, settings } = this.#context
    for (const { integration, priority } of turns) {
      const job = waiting.get(integration.id)
      if (!job) continue
      const { data } = jobFor(integration, job.data.always)
      await boss.update(settings.queues.scans, data, { id: job.id, startAfter: 0, priority })
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
