import type { Clock } from '../clock/clock.ts'
import type { Connector } from '../contract/connector.ts'
import type { RateLimiter } from '../contract/rate-limiter.ts'
import type { Log } from '../contract/resource.ts'
import type { Session } from '../contract/session.ts'
import type { FindingSink } from '../contract/sinks.ts'
import type { StateStore, StreamCheckpoint, Watermark } from '../contract/state.ts'
import type { ScannerEvents } from '../events/scan-events.ts'
import type { AssetKind } from '../model/asset.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import type { Policy } from '../policy/policy.ts'
import type { IndexBuilder } from './index-builder.ts'
import type { StreamProgress } from './stream-progress.ts'

/** How far a run has come. */
export interface RunProgress {
  /** Findings opened or reopened so far. */
  opened: number
  /** How long to wait before look-up tables can be read that the quota did not suffice for. */
  deferredMs: number
}

/** What all streams of one run share. */
export interface RunContext {
  readonly runId: string
  readonly integration: Integration
  readonly connector: Connector
  readonly tenant: Tenant
  readonly session: Session
  readonly limiter: RateLimiter
  readonly state: StateStore
  readonly sinks: readonly FindingSink[]
  readonly policy: Policy
  readonly clock: Clock
  readonly log: Log
  /** Ends when the host stops the scan, or the lease is lost. */
  readonly signal: AbortSignal
  /** Ends all streams of the run with this error. */
  stop(error: unknown): void
  readonly fence: { readonly key: string; readonly fence: number }
  /** When the run began; what checks are told is "now". */
  readonly startedAt: Date
  readonly indexes: IndexBuilder
  readonly checkpoints: ReadonlyMap<string, StreamCheckpoint>
  readonly watermarks: ReadonlyMap<string, Watermark>
  readonly inventoryKinds: ReadonlySet<AssetKind>
  readonly facetConcurrency: number
  readonly confirmSweep: boolean
  readonly progress: RunProgress
  /** What was changed outside of streams. */
  readonly others: StreamProgress
  emit<E extends keyof ScannerEvents>(event: E, payload: ScannerEvents[E]): void
}

/** Names one stream: a resource type in a partition. */
export function streamKey(resource: string, partition: string): string {
  return JSON.stringify([resource, partition])
}
