import type { RunRecord, ScanReport } from '@opencasb/core'
import { toStoredText } from './stored-text.ts'

/** A run as its table has it; the report apart, which is long and not always wanted. */
export interface RunRow {
  readonly doc: string
  readonly report: string | null
}

/** What is stored of a run: its id, what {@link RunRow} has. */
export function runValues({ report, ...rest }: RunRecord): [runId: string, doc: string, report: string | null] {
  return [toStoredText(rest.runId), JSON.stringify(rest), report ? JSON.stringify(report) : null]
}

/** The run in a row. */
export function toRunRecord(row: RunRow): RunRecord {
  const run: RunRecord = JSON.parse(row.doc)
  const report = toScanReport(row)
  return report ? { ...run, report } : run
}

/** The report in a row, where it has one. */
export function toScanReport({ report }: RunRow): ScanReport | undefined {
  return report === null ? undefined : JSON.parse(report)
}
