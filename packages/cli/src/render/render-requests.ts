import type { ScanReport } from '@opencasb/core'
import { layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, counted } from '../terminal/words.ts'

/** What the scan took from each of the vendor's quotas. */
export function renderRequests(report: ScanReport, screen: Screen): string[] {
  const { paint } = screen
  if (report.requests.length === 0) return []
  const rows = report.requests.map((usage) => [
    neutral(usage.bucket, 40),
    counted(usage.requests, 'request'),
    paint.faint(
      [
        usage.notModified > 0 ? `${count(usage.notModified)} unchanged` : '',
        usage.retries > 0 ? `${count(usage.retries)} repeated` : '',
        usage.refused > 0 ? `${count(usage.refused)} refused` : '',
        usage.remaining !== undefined && usage.limit !== undefined
          ? `${count(usage.remaining)} of ${count(usage.limit)} left`
          : '',
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  ])
  return [paint.strong('Requests'), ...layout(rows, { width: screen.width, right: [1] })]
}
