import type { ScanReport } from '@opencasb/core'

/** What a report says against itself, in one text. */
export function describeTrouble(report: ScanReport): string {
  const gaps = report.gaps.map((gap) => `${gap.reason}: ${gap.message}`)
  return [`the scan is ${report.status}`, report.error?.message, ...gaps].filter(Boolean).join('; ')
}
