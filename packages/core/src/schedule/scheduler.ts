import type { Clock } from '../clock/clock.ts'
import type { Log } from '../contract/resource.ts'
import type { Lease, StateStore } from '../contract/state.ts'
import { ConfigError } from '../errors/config-error.ts'
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
  /** @default 4 */
  readonly concurrency?: number | undefined
  /** @default as many as `concurrency` */
  readonly perConnector?: number | undefined
  /** @default 15_000 */
  readonly pollMs?: number | undefined
}

/** The parts with nothing left open. */
export type FilledParts = SchedulerParts & {
  readonly concurrency: number
  readonly perConnector: number
  readonly pollMs: number
}

/** Starts scans when they are due. */
export interface Scheduler {
  /** Scans that it has started and that go on. */
  readonly running: number
  start(): void
  /** Starts no scan any more, and waits for those that run; after `drainMs` they are told to stop. @default drainMs 30_000 */
  stop(options?: { readonly drainMs?: number }): Promise<void>
}

/**
 * Makes a scheduler. Several of them may work on one state: the lease decides who scans. A scan that the host asks for is
 * made by the host's call and waits for nothing here.
 * @throws ConfigError for a number that is out of its range
 */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { concurrency = 4, perConnector = concurrency, pollMs = 15_000 } = parts
  inRange('schedule.concurrency', concurrency, 1, 1_000)
  inRange('schedule.perConnector', perConnector, 1, 1_000)
  inRange('schedule.pollMs', pollMs, 100, 3_600_000)
  const runs = new Set<SchedulerRun>()
  let current: SchedulerRun | undefined
  return {
    get running() {
      return [...runs].reduce((sum, { running }) => sum + running, 0)
    },
    start() {
      if (current) return
      current = new SchedulerRun({ ...parts, concurrency, perConnector, pollMs })
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

function inRange(field: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return
  throw new ConfigError(`${field}: must be a number from ${min} to ${max}, not ${value}`, { field })
}
