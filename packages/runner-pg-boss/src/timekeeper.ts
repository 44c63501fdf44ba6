import type { Log, Scanner } from '@opencasb/core'
import type { PgBoss } from 'pg-boss'
import type { DeadLetters } from './dead-letters.ts'
import type { RunnerSettings } from './read-options.ts'
import { jobFor } from './scan-job.ts'
import { takeTurns } from './take-turns.ts'

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

  /** Looks once; says how many integrations are due and not parked. */
  async poll(): Promise<number> {
    const { boss, scanner, settings } = this.#context
    const { queues, lookAhead } = settings
    const due = await scanner.due({ limit: lookAhead })
    const parked = await this.#parked()
    const jobs = takeTurns(due.filter(({ id }) => !parked.has(id))).map(({ integration, priority }) => ({
      ...jobFor(integration, false),
      priority,
    }))
    // In the order of their keys: two timekeepers that insert the same ones in different orders would wait for each other.
    jobs.sort((one, other) => (one.singletonKey < other.singletonKey ? -1 : 1))
    for (let start = 0; start < jobs.length; start += batch) {
      await boss.insert(queues.scans, jobs.slice(start, start + batch))
    }
    await boss.send(queues.outbox, null, { singletonKey: 'deliver' })
    return jobs.length
  }

  /** Integrations whose jobs ended among the dead letters lately; those of longer ago get another chance. */
  async #parked(): Promise<ReadonlySet<string>> {
    const { dead, settings } = this.#context
    const parked = new Set<string>()
    for (const { integration, at } of await dead.list()) {
      if (Date.now() - Date.parse(at) < settings.parkMs) parked.add(integration)
      else await dead.remove(integration)
    }
    return parked
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
