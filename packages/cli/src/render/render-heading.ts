import type { ScanReport, ScanStatus } from '@opencasb/core'
import type { ScanSummary } from '../summary/scan-summary.ts'
import { paragraph, titleLine } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted, duration, when } from '../terminal/words.ts'

const statuses: Readonly<Record<ScanStatus, string>> = {
  complete: 'complete',
  incomplete: 'incomplete',
  deferred: 'waiting for quota',
  aborted: 'stopped',
  failed: 'failed',
}

/** What was scanned, how it ended, and how much was read. */
export function renderHeading(summary: ScanSummary, screen: Screen): string[] {
  const { report } = summary
  const { paint } = screen
  const good = report.status === 'complete'
  const items = itemsRead(report)
  const facts = [
    summary.connector,
    ...(items > 0 ? [counted(items, 'item')] : []),
    counted(report.checks.filter((check) => check.status !== 'skipped').length, 'check'),
    duration(Date.parse(report.endedAt) - Date.parse(report.startedAt)),
    ...(report.mode === 'incremental' ? ['changes only'] : []),
    ...(report.resumed ? ['continued'] : []),
  ]
  const name = neutral(report.tenant?.name ?? report.integration.name, 80)
  const status = statuses[report.status]
  return [
    ...titleLine(
      `${paint.strong(name)}  ${good ? paint.good(status) : paint.bad(status)}`,
      paint.faint(facts.join(' · ')),
      screen.width,
    ),
    ...explanation(summary).flatMap((text) => paragraph(text, screen.width, 0)),
  ]
}

function explanation({ report, kept }: ScanSummary): readonly string[] {
  if (!kept) return []
  if (report.status === 'deferred') {
    const time = report.resumeAt ? ` after ${when(report.resumeAt)}` : ' later'
    return [`The vendor's quota is used up. Run the same command again${time}; it goes on where it stopped.`]
  }
  if (report.status === 'aborted') return ['Run the same command again; it goes on where it stopped.']
  return []
}

function itemsRead(report: ScanReport): number {
  return report.streams.reduce((sum, stream) => sum + stream.items, 0)
}
