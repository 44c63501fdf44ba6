import PQueue from 'p-queue'
import type { Lease } from '../contract/state.ts'
import type { Integration } from '../model/integration.ts'
import { endLease } from '../scan/end-lease.ts'
import { claimScan, type ScanClaim } from './claim-scan.ts'
import { DueList } from './due-list.ts'
import { endsSoon } from './ends-soon.ts'
import { missedWindow } from './missed-window.ts'
import type { SchedulerParts } from './scheduler.ts'
import { type DueScan, Turns } from './turns.ts'

interface RunningScan {
  readonly connector: string
  readonly lease: Lease
  readonly abort: AbortController
}

/** What the scheduler does between one start and its stop. */
export class SchedulerRun {
  readonly #parts: SchedulerParts
  readonly #list: DueList
  readonly #queue: PQueue
  readonly #turns = new Turns()
  readonly #waiting = new Map<string, DueScan>()
  readonly #running = new Map<string, RunningScan>()
  readonly #stop = new AbortController()
  readonly #looking: Promise<void>
  #filling: Promise<void> = Promise.resolve()
  #delivering: Promise<void> | undefined
  /** There may be more due than was listed, and some of what was listed has been started. */
  #hasMore = false
  #started = 0

  constructor(parts: SchedulerParts) {
    this.#parts = parts
    this.#list = new DueList(parts)
    this.#queue = new PQueue({ concurrency: parts.concurrency })
    this.#looking = this.#lookAgainAndAgain()
  }

  get running(): number {
    return this.#running.size
  }

  /** Waits for the scans that run; after `drainMs` they are told to stop, and those that do not heed it lose their leases. */
  async stop(drainMs: number): Promise<void> {
    this.#stop.abort()
    const drained = new AbortController()
    const end = this.#end().finally(() => drained.abort())
    await Promise.race([end, this.#parts.clock.sleep(drainMs, drained.signal).catch(() => undefined)])
    for (const { abort } of this.#running.values()) {
      abort.abort(new DOMException('The scheduler was stopped', 'AbortError'))
    }
    if (await endsSoon(end)) return
    const { log, state } = this.#parts
    for (const [id, { lease }] of this.#running) {
      log.warn('a scan did not stop when it was told to: it writes nothing more', { integration: id })
      await this.#attempt('a lease could not be taken away', () => endLease(state.leases, lease))
    }
  }

  async #end(): Promise<void> {
    await this.#looking
    await this.#filling
    await this.#queue.onIdle()
    await this.#delivering
  }

  async #lookAgainAndAgain(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      this.#deliver()
      await this.#look()
      await this.#parts.clock.sleep(this.#parts.pollMs, signal, { ref: false }).catch(() => undefined)
    }
  }

  async #look(): Promise<void> {
    await this.#attempt('what is due could not be read', async () => {
      const { due, more } = await this.#list.read()
      this.#waiting.clear()
      for (const scan of due) {
        const { id } = scan.integration
        if (!this.#running.has(id)) this.#waiting.set(id, scan)
      }
      this.#turns.keepOnly(this.#waiting.values())
      this.#hasMore = more
      this.#started = 0
    })
    this.#fill()
  }

  /** Starts what there is room for, one after the other. */
  #fill(): void {
    this.#filling = this.#filling.then(() =>
      this.#attempt('a scan that is due could not be started', async () => {
        while (!this.#stop.signal.aborted && this.#running.size < this.#parts.concurrency) {
          const scan = this.#turns.next(this.#startable())
          if (!scan) break
          await this.#tryToStart(scan)
        }
      }),
    )
  }

  *#startable(): Iterable<DueScan> {
    const counts = new Map<string, number>()
    for (const { connector } of this.#running.values()) counts.set(connector, (counts.get(connector) ?? 0) + 1)
    for (const scan of this.#waiting.values()) {
      if ((counts.get(scan.integration.connector) ?? 0) < this.#parts.perConnector) yield scan
    }
  }

  async #tryToStart({ integration }: DueScan): Promise<void> {
    const { state, clock, leaseMs } = this.#parts
    this.#waiting.delete(integration.id)
    if (await missedWindow(state.integrations, integration, clock.now())) return
    const claim = await claimScan(state, integration, leaseMs)
    this.#list.take(integration)
    if (!claim) return
    if (this.#stop.signal.aborted) await claim.lease.release()
    else this.#start(claim)
  }

  #start({ integration, lease }: ScanClaim): void {
    const { id, connector } = integration
    const abort = new AbortController()
    this.#running.set(id, { connector, lease, abort })
    // A look in the meantime may have found it again.
    this.#waiting.delete(id)
    this.#turns.serve(integration, this.#parts.clock.monotonic())
    this.#started++
    const scan = async (): Promise<void> => {
      await this.#attempt('a scan could not be made', async () => {
        try {
          await this.#parts.scan(integration, { signal: abort.signal, lease })
        } catch (error) {
          await lease.release().catch(() => undefined)
          throw error
        }
      })
      this.#ended(integration)
    }
    void this.#queue.add(scan)
  }

  #ended(integration: Integration): void {
    this.#running.delete(integration.id)
    this.#list.end(integration)
    if (this.#stop.signal.aborted) return
    if (this.#hasMore && this.#waiting.size === 0 && this.#started > 0) {
      this.#filling = this.#filling.then(() => this.#look())
    } else this.#fill()
  }

  #deliver(): void {
    const { signal } = this.#stop
    this.#delivering ??= this.#attempt('the outbox could not be delivered', async () => {
      await this.#parts.deliver(signal)
    }).then(() => {
      this.#delivering = undefined
    })
  }

  /** The scheduler outlives whatever fails: the next look goes on. */
  async #attempt(failure: string, action: () => Promise<void>): Promise<void> {
    try {
      await action()
    } catch (error) {
      if (this.#stop.signal.aborted && error === this.#stop.signal.reason) return
      this.#parts.log.warn(failure, { error: error instanceof Error ? error.message : String(error) })
    }
  }
}
