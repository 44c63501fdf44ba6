import type { Finding, ScanReport, Severity } from '@opencasb/core'
import type { ChangeLog } from './change-log.ts'

/** Open findings of one check at one severity. */
export interface FindingGroupSummary {
  readonly check: string
  readonly title: string
  readonly severity: Severity
  readonly count: number
  /** The first few, in full; empty where only the count is shown. */
  readonly findings: readonly Finding[]
}

/** Where something that a scan wrote can be found. */
export interface ResultPlace {
  /** @example 'Report' */
  readonly label: string
  readonly place: string
}

/** What a person is told of a scan. */
export interface ScanSummary {
  readonly report: ScanReport
  /** The connector's title. */
  readonly connector: string
  /** The scan before this one; absent for the first. */
  readonly previous?: ScanReport
  /** Most urgent first; the first few with their findings. */
  readonly groups: readonly FindingGroupSummary[]
  readonly ignored: number
  /** Open findings of the checks that were chosen; absent where none was left out, and the report's are meant. */
  readonly open?: ScanReport['open']
  readonly changes: ChangeLog
  readonly places: readonly ResultPlace[]
  /** False where the next scan will know nothing of this one. */
  readonly kept: boolean
}
