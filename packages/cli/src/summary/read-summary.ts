import { type Scanner, type ScanReport, severities } from '@opencasb/core'
import type { ChangeLog } from './change-log.ts'
import { openStates } from './open-findings.ts'
import type { FindingGroupSummary, ResultPlace, ScanSummary } from './scan-summary.ts'

/** What {@link readSummary} takes. */
export interface SummaryOptions {
  readonly report: ScanReport
  /** The connector's title. */
  readonly connector: string
  readonly previous: ScanReport | undefined
  /** The ids of the checks that the user chose; absent where it was not narrowed. */
  readonly checks?: readonly string[]
  /** Their open findings. @default those of the report */
  readonly open?: ScanReport['open']
  readonly changes: ChangeLog
  readonly places: readonly ResultPlace[]
  /** False where the next scan will know nothing of this one. @default true */
  readonly kept?: boolean
  /** Checks whose findings are shown in full. @default 4 */
  readonly checksInFull?: number
  /** Findings shown of each of them. @default 2 */
  readonly findingsInFull?: number
}

/** Reads what a summary shows: counts, and only the few findings that are printed. */
export async function readSummary(findings: Scanner['findings'], options: SummaryOptions): Promise<ScanSummary> {
  const { report, connector, previous, checks, open, changes, places, kept = true } = options
  const { checksInFull = 4, findingsInFull = 2 } = options
  const scope = { integration: [report.integration.id], ...(checks && { check: checks }) }
  const titles = new Map(report.checks.map(({ check, title }) => [check, title]))
  const groups: FindingGroupSummary[] = []
  for (const severity of severities) {
    if ((open ?? report.open)[severity] === 0) continue
    const filter = { ...scope, severity: [severity], state: openStates }
    const counts = Object.entries(await findings.count(filter, 'check')).sort(rarestFirst)
    // What is wrong once is more telling than what is wrong everywhere: an organisation's setting, not the hundredth repository.
    const inFull = counts.splice(0, Math.max(0, checksInFull - groups.length))
    for (const [check, count] of inFull) {
      const { items } = await findings.list({ ...filter, check: [check] }, { limit: findingsInFull })
      groups.push({ check, title: titles.get(check) ?? items[0]?.title ?? check, severity, count, findings: items })
    }
    for (const [check, count] of counts.reverse()) {
      groups.push({ check, title: titles.get(check) ?? check, severity, count, findings: [] })
    }
  }
  const states = await findings.count({ ...scope, state: ['ignored'] }, 'state')
  return {
    report,
    connector,
    ...(previous && { previous }),
    groups,
    ignored: states['ignored'] ?? 0,
    ...(open && { open }),
    changes,
    places,
    kept,
  }
}

function rarestFirst([a, few]: readonly [string, number], [b, many]: readonly [string, number]): number {
  return few - many || (a < b ? -1 : 1)
}
