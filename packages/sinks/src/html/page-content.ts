import type { CheckCoverage, ScanReport } from '@opencasb/core'
import type { FindingCollection } from './finding-collection.ts'
import { brief } from './wording.ts'

/** Everything that a page shows. */
export interface PageContent {
  readonly reports: readonly ScanReport[]
  readonly findings: FindingCollection
  readonly title: string
}

/** Checks of which a scan cannot say everything, those left out by the host apart. */
export function unsure(report: ScanReport): readonly CheckCoverage[] {
  return report.checks.filter(({ status }) => status === 'unknown' || status === 'partial')
}

/** Whether a scan says something about all that it set out to read. */
export function isWhole(report: ScanReport): boolean {
  return report.status === 'complete' && report.gaps.length === 0 && unsure(report).length === 0
}

/** The name of what an integration reaches. */
export function integrationName({ integration, tenant }: ScanReport): string {
  return brief(integration.name || tenant?.name || integration.id, 120)
}

/** The sum of one figure over all scans. */
export function sum(reports: readonly ScanReport[], figure: (report: ScanReport) => number): number {
  return reports.reduce((total, report) => total + figure(report), 0)
}
