import type { Log } from '../contract/resource.ts'
import type { Scheduler, SchedulerParts } from './scheduler.ts'

/** A scheduler that is loaded when it is first started. */
export class DeferredScheduler {
  readonly #parts: SchedulerParts
  readonly #log: Log
  #scheduler: Promise<Scheduler> | undefined
  #isWanted = false

  constructor(parts: SchedulerParts) {
    this.#parts = parts
    this.#log = parts.log
  }

  start(): void {
    this.#isWanted = true
    this.#scheduler ??= import('./scheduler.ts').then(({ createScheduler }) => createScheduler(this.#parts))
    this.#scheduler.then(
      (scheduler) => {
        if (this.#isWanted) scheduler.start()
      },
      (error: unknown) => this.#log.warn('the scheduler could not be started', { error: String(error) }),
    )
  }

  async stop(options?: { readonly drainMs?: number }): Promise<void> {
    this.#isWanted = false
    await (await this.#scheduler?.catch(() => undefined))?.stop(options)
  }
}
