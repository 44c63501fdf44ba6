import { type ScanReport, type Severity, severities } from '@opencasb/core'
import { renderColumns, type Screen } from 'opencasb'

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

/** All vendors side by side: what was judged, what was found, what it cost. */
export function renderVendors(
  scans: readonly { readonly title: string; readonly report: ScanReport }[],
  { paint, width }: Screen,
): string[] {
  const row = (label: string, of: (report: ScanReport) => number | string): string[] => [
    paint.faint(label),
    ...scans.map(({ report }) => {
      const value = of(report)
      return typeof value === 'number' ? value.toLocaleString('en-GB') : value
    }),
  ]
  const checks =
    (...statuses: readonly string[]) =>
    (report: ScanReport): number =>
      report.checks.filter(({ status }) => statuses.includes(status)).length
  const rows = [
    ['', ...scans.map(({ title }) => paint.strong(title))],
    row('scan', ({ status }) => status),
    row('assets read', ({ streams }) => streams.reduce((total, { items }) => total + items, 0)),
    row('checks judged', checks('assessed')),
    row('judged in part', checks('partial')),
    row('unknown', checks('unknown')),
    ...severities.map((severity: Severity) => row(severity, ({ open }) => open[severity])),
    row('new', ({ changes }) => changes.opened + changes.reopened),
    row('resolved', ({ changes }) => changes.resolved),
    row('open in all', ({ open }) => sum(open)),
    row('requests', ({ requests }) => requests.reduce((total, bucket) => total + bucket.requests, 0)),
  ]
  const right = scans.map((_, index) => index + 1)
  return [paint.strong('Side by side'), ...renderColumns(rows, { width, right })]
}
