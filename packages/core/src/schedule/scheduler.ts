import type { Clock } from '../clock/clock.ts'
import type { Log } from '../contract/resource.ts'
import type { Lease, StateStore } from '../contract/state.ts'
import type { Integration } from '../model/integration.ts'
import { SchedulerRun } from './scheduler-run.ts'

/** What a scheduled scan is given. */
export interface ScheduledScan {
  readonly signal: AbortSignal
  /** The integration's, taken already: the scan renews it and lets go of it. */
  readonly lease: Lease
}

/** What a scheduler is made of. */
export interface SchedulerParts {
  readonly state: Pick<StateStore, 'integrations' | 'leases'>
  readonly clock: Clock
  readonly log: Log
  /** By id; integrations of others are left to other schedulers. */
  readonly connectors: ReadonlyMap<string, unknown>
  /** How long the lease is taken for until the scan renews it; milliseconds. */
  readonly leaseMs: number
  /** Scans, and saves when the next scan is due. Where it does not, the integration rests for a while. */
  scan(integration: Integration, scheduled: ScheduledScan): Promise<unknown>
  /** Delivers what durable sinks have not taken yet. */
  deliver(signal: AbortSignal): Promise<unknown>
  /** Scans at once. */
  readonly concurrency: number
  /** Scans of one connector at once. */
  readonly perConnector: number
  /** How often it looks for what is due, in milliseconds. */
  readonly pollMs: number
}

/** Starts scans when they are due. */
export interface Scheduler {
  /** Scans that it has started and that go on. */
  readonly running: number
  start(): void
  /**
   * Starts no scan any more, and waits for those that run; after `drainMs` they are told to stop. Those that do not within
   * five seconds lose their leases. @default drainMs 30_000
   */
  stop(options?: { readonly drainMs?: number }): Promise<void>
}

/**
 * Makes a scheduler. Several of them may work on one state: the lease decides who scans. A scan that the host asks for is
 * made by the host's call and waits for nothing here.
 */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const runs = new Set<SchedulerRun>()
  let current: SchedulerRun | undefined
  return {
    get running() {
      return [...runs].reduce((sum, { running }) => sum + running, 0)
    },
    start() {
      if (current) return
      current = new SchedulerRun(parts)
      runs.add(current)
    },
    async stop({ drainMs = 30_000 } = {}) {
      current = undefined
      const ending = [...runs]
      await Promise.all(ending.map((run) => run.stop(drainMs)))
      for (const run of ending) runs.delete(run)
    },
  }
}
