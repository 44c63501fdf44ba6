import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { createMemoryState, type Integration, type Log, type StateStore } from '../../src/index.ts'
import { nextScanAt } from '../../src/schedule/next-scan-at.ts'
import {
  createScheduler,
  type ScheduledScan,
  type Scheduler,
  type SchedulerParts,
} from '../../src/schedule/scheduler.ts'

export const minute = 60_000
export const hour = 60 * minute

/** Every connector of a fleet is scanned hourly. */
const interval = { default: hour, min: minute }

/** One scan as it happened; monotonic milliseconds. */
export interface MadeScan {
  readonly id: string
  readonly scheduler: string
  readonly startedAt: number
  readonly endedAt: number
  readonly aborted: boolean
}

/** Integrations in memory, and schedulers whose scans only take time. */
export interface Fleet {
  readonly clock: FakeClock
  readonly state: StateStore
  readonly scans: readonly MadeScan[]
  /** What schedulers logged. */
  readonly warnings: string[]
  /** The most scans of one integration at a time. */
  readonly mostOfOne: number
  /** The most scans at a time. */
  readonly most: number
  add(id: string, integration?: Partial<Integration>): Promise<void>
  scheduler(name: string, parts?: Partial<SchedulerParts>): Scheduler
  /** How long a scan takes. @default 10 s */
  duration: (integration: Integration) => number
  startsOf(id: string): readonly number[]
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export function createFleet({ connectors = ['acme'], auto = true, jitter = 0 } = {}): Fleet {
  const clock = createFakeClock({ auto })
  const state = createMemoryState({ clock })
  const scans: MadeScan[] = []
  const warnings: string[] = []
  const going = new Map<string, number>()
  const iso = (time: number): string => new Date(time).toISOString()
  const log: Log = {
    debug: () => undefined,
    warn: (message, data) => warnings.push(`${message}: ${String(data?.error)}`),
  }
  const fleet: Mutable<Fleet> = {
    clock,
    state,
    scans,
    warnings,
    mostOfOne: 0,
    most: 0,
    duration: () => 10_000,
    startsOf: (id: string) => scans.filter((scan) => scan.id === id).map(({ startedAt }) => startedAt),
    async add(id: string, integration: Partial<Integration> = {}) {
      await state.integrations.put({
        id,
        connector: 'acme',
        name: id,
        config: {},
        authKind: 'key',
        credentialRef: id,
        createdAt: iso(clock.now()),
        nextScanAt: iso(clock.now()),
        ...integration,
      })
    },
    scheduler(name: string, parts: Partial<SchedulerParts> = {}): Scheduler {
      const scan = async (integration: Integration, { signal, lease }: ScheduledScan): Promise<void> => {
        const { id } = integration
        going.set(id, (going.get(id) ?? 0) + 1)
        fleet.mostOfOne = Math.max(fleet.mostOfOne, ...going.values())
        fleet.most = Math.max(
          fleet.most,
          [...going.values()].reduce((sum, count) => sum + count, 0),
        )
        const startedAt = clock.monotonic()
        const started = clock.now()
        await lease.renew(24 * hour)
        await clock.sleep(fleet.duration(integration), signal).catch(() => undefined)
        going.set(id, (going.get(id) ?? 0) - 1)
        scans.push({ id, scheduler: name, startedAt, endedAt: clock.monotonic(), aborted: signal.aborted })
        const now = clock.now()
        const random = Math.random
        const next = nextScanAt({ integration, interval, startedAt: started, now, failures: 0, jitter, random })
        await state.commit({ integration: id, fence: lease, patch: { nextScanAt: iso(next) } })
        await lease.release()
      }
      const map = new Map(connectors.map((connector) => [connector, undefined]))
      return createScheduler({
        state,
        clock,
        log,
        connectors: map,
        leaseMs: 15_000,
        scan,
        deliver: async () => 0,
        concurrency: 4,
        perConnector: parts.concurrency ?? 4,
        pollMs: 15_000,
        ...parts,
      })
    },
  }
  return fleet
}
