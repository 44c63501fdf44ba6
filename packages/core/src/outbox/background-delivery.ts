import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../contract/resource.ts'
import type { OutboxService } from './outbox-service.ts'

/** Delivers beside the scans, and disturbs none of them. */
export class BackgroundDelivery {
  readonly #outbox: Pick<OutboxService, 'deliver'>
  readonly #log: Log
  readonly #stop = new AbortController()
  #delivering: Promise<void> | undefined

  constructor(outbox: Pick<OutboxService, 'deliver'>, log: Log) {
    this.#outbox = outbox
    this.#log = log
  }

  /** Sends what is due. A delivery that goes on already looks once more when it is done. */
  start(): void {
    if (this.#stop.signal.aborted) return
    const delivering = Promise.all([this.#delivering, this.#deliver()]).then(() => {
      if (this.#delivering === delivering) this.#delivering = undefined
    })
    this.#delivering = delivering
  }

  /** Waits so long for what is under way; what is not delivered then is due again. */
  async close(patienceMs: number): Promise<void> {
    const patience = new AbortController()
    const idle = (async (): Promise<void> => {
      while (this.#delivering !== undefined) await this.#delivering
    })().finally(() => patience.abort())
    await Promise.race([idle, delay(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined)])
    this.#stop.abort(new DOMException('The scanner was closed', 'AbortError'))
    await idle
  }

  async #deliver(): Promise<void> {
    try {
      await this.#outbox.deliver({ signal: this.#stop.signal })
    } catch (error) {
      if (this.#stop.signal.aborted) return
      this.#log.warn('the outbox could not be delivered', {
        error: error instanceof Error ? error.message : String(error),
      })
    }
  }
}
