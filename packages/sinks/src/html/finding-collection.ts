import { compareSeverity, type Finding, type Severity, severities } from '@opencasb/core'

/** The findings of one check. */
export interface CheckFindings {
  readonly check: string
  /** The most urgent one says what the check means; the text is the same in all of them. */
  readonly about: Finding
  readonly severity: Severity
  readonly findings: readonly Finding[]
  /** How many of them are open. */
  readonly open: number
  /** The severities of those that are open, the most urgent first, with how many there are of each. */
  readonly openBySeverity: readonly (readonly [severity: Severity, count: number])[]
}

/** Whether a finding is one that somebody should still act on. */
function isOpen({ state }: Finding): boolean {
  return state === 'open' || state === 'acknowledged' || state === 'reopened'
}

/**
 * The findings of a page: as many as it holds, the most urgent ones, and the numbers of all. Grouping needs them
 * together, so this is what the page costs in memory.
 */
export class FindingCollection {
  readonly #limit: number
  readonly #kept: Record<Severity, Finding[]> = { critical: [], high: [], medium: [], low: [] }
  readonly #open: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 }
  #size = 0
  #total = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** All that were given. */
  get total(): number {
    return this.#total
  }

  /** Those that the page has no room for. */
  get left(): number {
    return this.#total - this.#size
  }

  /** All open ones that were given, by severity. */
  get open(): Readonly<Record<Severity, number>> {
    return this.#open
  }

  add(finding: Finding): void {
    this.#total++
    if (isOpen(finding)) this.#open[finding.severity]++
    this.#kept[finding.severity].push(finding)
    this.#size++
    if (this.#size > this.#limit) this.#dropLeastUrgent()
  }

  /** Checks with open findings first, the most urgent before the others, then by number; open findings first in each. */
  byCheck(): readonly CheckFindings[] {
    const groups = new Map<string, Finding[]>()
    for (const severity of severities) {
      for (const finding of this.#kept[severity]) {
        const group = groups.get(finding.check)
        if (group === undefined) groups.set(finding.check, [finding])
        else group.push(finding)
      }
    }
    return [...groups]
      .map(([check, findings]) => groupOf(check, findings.sort(openFirst)))
      .sort(
        (a, b) =>
          Number(b.open > 0) - Number(a.open > 0) ||
          compareSeverity(a.severity, b.severity) ||
          b.findings.length - a.findings.length,
      )
  }

  #dropLeastUrgent(): void {
    for (const severity of severities.toReversed()) {
      if (this.#kept[severity].pop() === undefined) continue
      this.#size--
      return
    }
  }
}

function openFirst(a: Finding, b: Finding): number {
  return Number(isOpen(b)) - Number(isOpen(a)) || compareSeverity(a.severity, b.severity)
}

function groupOf(check: string, findings: readonly Finding[]): CheckFindings {
  const [about] = findings
  if (about === undefined) throw new RangeError('a group has at least one finding')
  const open = findings.filter(isOpen)
  const openBySeverity = severities
    .map((severity) => [severity, open.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
  return { check, about, severity: about.severity, findings, open: open.length, openBySeverity }
}
