import { severityLevels } from '@opencasb/core'
import { totalOpen } from '../summary/open-findings.ts'
import type { ScanSummary } from '../summary/scan-summary.ts'
import { layout, paragraph } from '../terminal/layout.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, counted } from '../terminal/words.ts'

/** How many findings are open at each severity, and by when to act. */
export function renderSeverities(summary: ScanSummary, screen: Screen): string[] {
  const { paint } = screen
  const { open = summary.report.open } = summary
  const total = totalOpen(open)
  const others = othersOf(totalOpen(summary.report.open) - total, screen)
  const ignored = summary.ignored > 0 ? `, ${count(summary.ignored)} ignored` : ''
  if (total === 0) {
    const scope = summary.report.status === 'complete' ? '' : ' in what could be read'
    return [`${paint.strong(`No open findings${scope}`)}${paint.faint(ignored)}`, ...others]
  }
  const rows = severityLevels.map(({ severity, act }) => {
    const none = open[severity] === 0
    const cells = [severity, count(open[severity]), none ? '' : `act ${act}`] as const
    return none
      ? cells.map(paint.faint)
      : [paint.severity(severity, cells[0]), paint.strong(cells[1]), paint.faint(cells[2])]
  })
  return [
    paint.strong(counted(total, 'open finding')) + paint.faint(ignored),
    ...layout(rows, { width: screen.width, right: [1] }),
    ...others,
  ]
}

/** No all-clear for what nobody looked at. */
function othersOf(others: number, { paint, width }: Screen): readonly string[] {
  if (others <= 0) return []
  const text = `Of checks that were left out: ${counted(others, 'open finding')} of earlier scans. "opencasb findings list" shows them.`
  return paragraph(paint.faint(text), width, 0)
}
