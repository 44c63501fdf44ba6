import type { FindingChange } from '../model/finding.ts'
import type { ScanReport } from '../model/report.ts'

/** What a sink is told with each batch. */
export interface SinkContext {
  readonly runId: string
  readonly integration: string
  readonly signal: AbortSignal
}

/**
 * Receives what happens to findings, before it is committed: a crash sends the same change ids again, and never loses
 * one. `write` is awaited; where it rejects, the scan stops and goes on later from its last checkpoint.
 */
export interface FindingSink {
  readonly name: string
  write(changes: readonly FindingChange[], context: SinkContext): Promise<void>
  /** Called after each scan, whatever its status. */
  runEnded?(report: ScanReport): Promise<void>
  close?(): Promise<void>
}
