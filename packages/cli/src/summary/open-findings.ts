import { type FindingState, type Scanner, type ScanReport, severities } from '@opencasb/core'

/** The states that a report counts as open. */
export const openStates: readonly FindingState[] = ['open', 'reopened', 'acknowledged']

/**
 * What is open of some checks only, as a report counts it: what is open of the others was found by earlier scans, and this
 * one did not look at it.
 */
export async function openFindings(
  findings: Pick<Scanner['findings'], 'count'>,
  integration: string,
  checks: readonly string[],
): Promise<ScanReport['open']> {
  const counts = await findings.count({ integration: [integration], check: checks, state: openStates }, 'severity')
  return Object.fromEntries(severities.map((severity) => [severity, counts[severity] ?? 0])) as ScanReport['open']
}

/** The sum over all severities. */
export function totalOpen(open: ScanReport['open']): number {
  return Object.values(open).reduce((sum, count) => sum + count, 0)
}
