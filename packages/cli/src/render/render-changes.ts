import { compareSeverity } from '@opencasb/core'
import type { ChangedCheck } from '../summary/change-log.ts'
import { totalOpen } from '../summary/open-findings.ts'
import type { ScanSummary } from '../summary/scan-summary.ts'
import { layout, titleLine } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, when } from '../terminal/words.ts'

const shown = 6

/** What is new, resolved and still open since the scan before. */
export function renderChanges(summary: ScanSummary, screen: Screen): string[] {
  const { report, previous, changes } = summary
  const { paint } = screen
  if (!previous) return []
  const opened = report.changes.opened + report.changes.reopened
  const { resolved } = report.changes
  const total = totalOpen(summary.open ?? report.open)
  const facts = [
    opened > 0 ? paint.bad(`${count(opened)} new`) : 'nothing new',
    resolved > 0 ? paint.good(`${count(resolved)} resolved`) : 'nothing resolved',
    `${count(Math.max(0, total - opened))} still open`,
  ]
  return [
    ...titleLine(paint.strong(`Since ${when(previous.endedAt)}`), facts.join(paint.faint(' · ')), screen.width),
    ...layout(
      [
        ...rowsOf([...changes.of('opened'), ...changes.of('reopened')], paint.bad('+'), screen),
        ...rowsOf(changes.of('resolved'), paint.good('−'), screen),
      ],
      { width: screen.width },
    ),
  ]
}

function rowsOf(changed: readonly ChangedCheck[], sign: string, screen: Screen): string[][] {
  const { paint } = screen
  const sorted = [...changed].sort((a, b) => compareSeverity(a.severity, b.severity) || b.count - a.count)
  const hidden = sorted.slice(shown).reduce((sum, entry) => sum + entry.count, 0)
  return [
    ...sorted
      .slice(0, shown)
      .map(({ severity, title, asset, count: times }) => [
        sign,
        paint.severity(severity, severity),
        `${neutral(title, 120)}  ${paint.faint(neutral(asset, 40) + (times > 1 ? ` and ${count(times - 1)} more` : ''))}`,
      ]),
    ...(hidden > 0 ? [[sign, '', paint.faint(`${count(hidden)} more`)]] : []),
  ]
}
