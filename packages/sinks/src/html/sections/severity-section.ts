import { type FindingChangeType, type ScanReport, type SeverityLevel, severityLevels } from '@opencasb/core'
import { type Markup, markup } from '../markup.ts'
import { type PageContent, sum } from '../page-content.ts'
import { capitalized, count, number } from '../wording.ts'

/** How many findings are open at each level, what the level asks for, and what the scan changed. */
export function severitySection(content: PageContent): Markup {
  const { reports, findings } = content
  const known = sum(reports, ({ open }) => total(open))
  const shown = total(findings.open)
  return markup`<section id="severity" aria-labelledby="severity-title">
<h2 id="severity-title">Open findings by severity</h2>
<ul class="levels">
${severityLevels.map((level) => card(level, findings.open[level.severity]))}</ul>
${
  reports.length > 0 && known !== shown
    ? markup`<p class="note">This page was made from ${count(shown, 'open finding')}; the scans know of ${number(known)}.</p>\n`
    : undefined
}${reports.length > 0 ? changes(content) : undefined}</section>\n`
}

function card({ severity, act, meaning }: SeverityLevel, open: number): Markup {
  return markup`<li class="level ${severity}"${open === 0 ? markup` data-none` : undefined}>
<p class="level-name">${capitalized(severity)}</p>
<p class="level-count">${number(open)}</p>
<p class="level-act">Act ${act}</p>
<p class="level-meaning">${meaning}</p>
</li>\n`
}

const types: readonly (readonly [FindingChangeType, string])[] = [
  ['opened', 'New'],
  ['reopened', 'Reopened'],
  ['resolved', 'Resolved'],
  ['changed', 'Changed'],
  ['severity-changed', 'Severity changed'],
  ['ignored', 'Ignored'],
  ['ignore-expired', 'Ignore expired'],
  ['acknowledged', 'Acknowledged'],
]
const always: readonly FindingChangeType[] = ['opened', 'reopened', 'resolved']

function changes({ reports }: PageContent): Markup {
  const figures = types
    .map(([type, label]) => ({ type, label, value: sum(reports, (report) => report.changes[type]) }))
    .filter(({ type, value }) => value > 0 || always.includes(type))
  return markup`<h3>What this scan changed</h3>
<dl class="changes">
${figures.map(({ type, label, value }) => markup`<div class="${type}"><dt>${label}</dt><dd>${number(value)}</dd></div>\n`)}<div><dt>Still open</dt><dd>${number(sum(reports, stillOpen))}</dd></div>
</dl>\n`
}

/** Those that were open before the scan. A scan that reads changes only does not see most of them; they are open all the same. */
function stillOpen({ open, changes: { opened, reopened } }: ScanReport): number {
  return Math.max(0, total(open) - opened - reopened)
}

function total(open: ScanReport['open']): number {
  return severityLevels.reduce((all, { severity }) => all + open[severity], 0)
}
