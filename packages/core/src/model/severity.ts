/** How urgent a finding is, most urgent first. */
export type Severity = 'critical' | 'high' | 'medium' | 'low'

/** What a severity asks of the team that receives the finding. */
export interface SeverityLevel {
  readonly severity: Severity
  /** When the team should act, as a phrase: "today". */
  readonly act: string
  /** The same in hours, for hosts that compute due dates; `undefined` for the next scheduled review. */
  readonly actWithinHours: number | undefined
  /** What the level means. */
  readonly meaning: string
}

/** The four levels with their written meaning and time to act, most urgent first. */
export const severityLevels: readonly SeverityLevel[] = [
  {
    severity: 'critical',
    act: 'today',
    actWithinHours: 24,
    meaning:
      'Someone outside can get in or take data now, or the whole organisation depends on one control that is off.',
  },
  {
    severity: 'high',
    act: 'this week',
    actWithinHours: 7 * 24,
    meaning: 'One mistake or one stolen credential is enough for serious harm.',
  },
  {
    severity: 'medium',
    act: 'this month',
    actWithinHours: 30 * 24,
    meaning: 'A safeguard is missing that others still back up.',
  },
  {
    severity: 'low',
    act: 'at the next scheduled review',
    actWithinHours: undefined,
    meaning: 'Good practice or information; harm needs several other failures first.',
  },
]

/** All severities, most urgent first. */
export const severities: readonly Severity[] = severityLevels.map((level) => level.severity)

/** Orders severities, most urgent first; for `Array.prototype.sort`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}

/** Says whether `severity` is as urgent as `threshold` or more. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return compareSeverity(severity, threshold) <= 0
}
