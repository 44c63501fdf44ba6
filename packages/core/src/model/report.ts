import type { CheckCoverage, Gap, StreamCoverage } from './coverage.ts'
import type { FindingChangeType } from './finding.ts'
import type { Tenant } from './integration.ts'
import type { Severity } from './severity.ts'

/**
 * How a scan ended.
 * - `complete`: everything that was planned was read
 * - `incomplete`: the scan reached its end, with gaps
 * - `deferred`: the vendor's quota is used up; the same scan goes on from its checkpoint after `resumeAt`
 * - `aborted`: the host stopped it, or the integration is paused; it goes on from its checkpoint
 * - `failed`: it could not start or had to stop; `error` says why
 */
export type ScanStatus = 'complete' | 'incomplete' | 'deferred' | 'aborted' | 'failed'

/** An error as a report carries it. */
export interface ReportedError {
  readonly code: string
  readonly message: string
}

/** Requests sent to the vendor in one quota bucket. */
export interface BucketUsage {
  readonly bucket: string
  readonly requests: number
  /** Answered as unchanged, which vendors charge less for or not at all. */
  readonly notModified: number
  readonly retries: number
  /** Refused for the quota. */
  readonly refused: number
  /** The vendor's figures after the last answer, where it tells. */
  readonly limit?: number
  readonly remaining?: number
  readonly resetAt?: string
}

/** What one scan did and what it can say. Times are ISO 8601 in UTC. */
export interface ScanReport {
  readonly schema: 'opencasb.report/v1'
  readonly runId: string
  readonly integration: {
    readonly id: string
    readonly name: string
    readonly connector: string
    readonly connectorVersion: string
  }
  readonly tenant?: Tenant
  readonly status: ScanStatus
  readonly mode: 'full' | 'incremental'
  /** True where the scan went on from a checkpoint. */
  readonly resumed: boolean
  readonly startedAt: string
  readonly endedAt: string
  readonly resumeAt?: string
  readonly error?: ReportedError
  readonly checks: readonly CheckCoverage[]
  readonly streams: readonly StreamCoverage[]
  readonly gaps: readonly Gap[]
  /** Changes that this scan made, by type. */
  readonly changes: Readonly<Record<FindingChangeType, number>>
  /** Findings that a complete scan saw unchanged. */
  readonly unchanged: number
  /** Open findings after the scan (open, acknowledged and reopened), by severity. */
  readonly open: Readonly<Record<Severity, number>>
  readonly requests: readonly BucketUsage[]
}
