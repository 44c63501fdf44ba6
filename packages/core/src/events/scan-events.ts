import type { Gap } from '../model/coverage.ts'
import type { FindingChange } from '../model/finding.ts'
import type { HealthChange } from '../model/health.ts'
import type { ScanReport } from '../model/report.ts'

/** A scan began. */
export interface ScanStart {
  readonly integration: string
  readonly runId: string
  readonly mode: 'full' | 'incremental'
  readonly resumed: boolean
  /** The resource types that it will read, in order. */
  readonly resources: readonly string[]
}

/** A page was committed, or a stream ended. */
export interface ScanProgress {
  readonly integration: string
  readonly runId: string
  readonly resource: string
  readonly partition: string
  readonly partitionName: string
  readonly items: number
  /** Items that the vendor said there are, where it told. */
  readonly total?: number
  readonly pages: number
  readonly done: boolean
  /** Findings opened or reopened by the scan so far, over all streams. */
  readonly findings: number
  /** Requests sent by the scan so far, over all streams. */
  readonly requests: number
}

/** What a scanner tells while it works. Events are for watching; data goes to sinks. */
export interface ScannerEvents {
  readonly 'scan-start': ScanStart
  readonly 'scan-progress': ScanProgress
  readonly 'scan-gap': Gap & { readonly integration: string; readonly runId: string }
  readonly 'finding-change': FindingChange
  readonly 'scan-end': ScanReport
  readonly 'health-change': HealthChange
  readonly 'credential-expiry': HealthChange
}

/** The names of the events. */
export const eventNames: readonly (keyof ScannerEvents)[] = [
  'scan-start',
  'scan-progress',
  'scan-gap',
  'finding-change',
  'scan-end',
  'health-change',
  'credential-expiry',
]
