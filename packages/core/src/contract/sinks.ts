import type { FindingChange } from '../model/finding.ts'
import type { HealthChange } from '../model/health.ts'
import type { ScanReport } from '../model/report.ts'

/** What a sink is told with each batch. */
export interface SinkContext {
  readonly runId: string
  readonly integration: string
  readonly signal: AbortSignal
}

/** How a durable sink wants to be served. */
export interface DurableDelivery {
  /** Changes that one call of `write` gets at most. @default 100 */
  readonly batch?: number
  /** Calls at once; two changes of one finding are never under way at once. @default 1 */
  readonly concurrency?: number
  /** Waits after the first, second, … failed attempt, in milliseconds; the last one is repeated. @default from 5 seconds to 10 hours */
  readonly backOffMs?: readonly number[]
  /** A message that is this old, and was tried at least as often as there are waits, is given up and kept as dead. @default 604_800_000 (7 days) */
  readonly giveUpAfterMs?: number
}

/**
 * Receives what happens to findings, before it is committed: a crash sends the same change ids again, and never loses
 * one. `write` is awaited; where it rejects, the scan stops and goes on later from its last checkpoint.
 */
export interface FindingSink {
  readonly name: string
  /**
   * Set: changes are kept in the state's outbox, in the same transaction as the findings, and the methods of the sink are
   * called later, until they succeed. A receiver that cannot be reached then neither stops a scan nor loses anything.
   * Order is kept where all goes well, and not where something is sent again.
   * @default absent: `write` is awaited before each commit
   */
  readonly durable?: DurableDelivery
  write(changes: readonly FindingChange[], context: SinkContext): Promise<void>
  /**
   * Called after each scan, whatever its status. Durable sinks get a compact report: at most 100 gaps, and 100 streams that
   * are incomplete; for each check the first reason why it could not judge, and no frameworks.
   */
  runEnded?(report: ScanReport): Promise<void>
  /** Called when the health of an integration changes, and before its credentials end. */
  healthChanged?(change: HealthChange, context: Omit<SinkContext, 'runId'>): Promise<void>
  close?(): Promise<void>
}
