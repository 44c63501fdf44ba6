import { type FindingState, type Scanner, type ScanReport, severities } from '@opencasb/core'

/** The states that a report counts as open. */
export const openStates: readonly FindingState[] = ['open', 'reopened', 'acknowledged']

/**
 * The report of a scan as it concerns some checks only: what is open of the others was found by earlier scans, and this one
 * did not look at it.
 */
export async function narrowReport(
  findings: Pick<Scanner['findings'], 'count'>,
  report: ScanReport,
  checks: readonly string[],
): Promise<ScanReport> {
  const filter = { integration: [report.integration.id], check: checks, state: openStates }
  const counts = checks.length === 0 ? {} : await findings.count(filter, 'severity')
  const open = Object.fromEntries(severities.map((severity) => [severity, counts[severity] ?? 0])) as ScanReport['open']
  return { ...report, open }
}
