import { type Finding, type Severity, severities } from '@opencasb/core'
import type { CheckFindings } from '../finding-collection.ts'
import { type Markup, markup } from '../markup.ts'
import { integrationName, type PageContent } from '../page-content.ts'
import { brief, capitalized, number, paragraphs } from '../wording.ts'
import { findingRow, type RowScan } from './finding-row.ts'

/** So many findings are shown unfolded at once. */
const readAtOnce = 25

/** The findings, grouped by check: what it means once, then the assets. Given in pieces, because it is long. */
export function* findingsSection({ reports, findings }: PageContent): Generator<Markup> {
  const groups = findings.byCheck()
  yield markup`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>\n`
  if (findings.total === 0) {
    yield markup`<p class="lead">None.</p>\n</section>\n`
    return
  }
  if (findings.left > 0) {
    yield markup`<p class="note strong">This page shows the ${number(findings.total - findings.left)} most urgent of ${number(findings.total)} findings. The other formats (JSON, JSON Lines, CSV) hold all of them.</p>\n`
  }
  yield filters(groups, reports)
  const scans = new Map<string, RowScan>(reports.map((report, index) => [report.integration.id, { index, report }]))
  const open = findings.total <= readAtOnce
  for (const group of groups) {
    yield groupHead(group, open)
    for (const finding of group.findings) {
      yield findingRow(finding, group, scans.get(finding.integration), reports.length > 1)
    }
    yield markup`</div></details>\n`
  }
  yield markup`<p id="no-match" class="lead" hidden>No finding matches these filters.</p>\n</section>\n`
}

function groupHead(group: CheckFindings, open: boolean): Markup {
  const { check, about, severity, findings, open: acting, openBySeverity } = group
  const others = (['ignored', 'resolved'] as const)
    .map((state) => ({ state, count: findings.filter((finding) => finding.state === state).length }))
    .filter(({ count }) => count > 0)
  // The badge names the most urgent severity: where it is not that of all, the heading must not read as if it were.
  const mixed = openBySeverity.map(([level, count]) => `${number(count)} ${level}`).join(', ')
  const references = Object.entries(about.frameworks).map(([name, controls]) => `${name} ${controls.join(', ')}`)
  return markup`<details class="check ${severity}" data-check="${check}"${open ? markup` open` : undefined}>
<summary><span class="severity ${severity}">${capitalized(severity)}</span><h3>${brief(about.title, 300)}</h3><span class="count"><b>${number(acting)}</b> open${openBySeverity.length > 1 ? ` (${mixed})` : ''}${others.map(({ state, count }) => `, ${number(count)} ${state}`)}</span></summary>
<div class="about">
<div><h4>Why it matters</h4>${paragraphs(about.risk)}</div>
<div><h4>How to fix it</h4>${paragraphs(about.remediation)}</div>
<p class="references"><code>${check}</code>${references.map((reference) => markup` <span>${brief(reference, 300)}</span>`)}</p>
</div>
<div class="assets">\n`
}

/** Shown by the script only: without it, everything is on the page anyway. */
function filters(groups: readonly CheckFindings[], reports: PageContent['reports']): Markup {
  const states = new Set<Finding['state']>(groups.flatMap(({ findings }) => findings.map(({ state }) => state)))
  const present = new Set(groups.flatMap(({ findings }) => findings.map(({ severity }) => severity)))
  return markup`<form id="filters" class="filters" hidden role="search" aria-label="Filter the findings">
<label class="search"><span>Asset or text</span><input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<fieldset><legend>Severity</legend>
${severities.filter((severity) => present.has(severity)).map(severityBox)}</fieldset>
${menu('State', 'state', [
  ['acting', 'open, in any way'],
  ...[...states].sort().map((state) => [state, state] as const),
  ['new', 'new in this scan'],
])}${menu(
  'Check',
  'check',
  groups.map(({ check, about }) => [check, brief(about.title, 120)] as const),
)}${
  reports.length > 1
    ? menu(
        'Integration',
        'scan',
        reports.map((report, index) => [String(index), integrationName(report)] as const),
      )
    : undefined
}<p class="result"><output name="matches" aria-live="polite"></output>
<button type="button" name="unfold">Unfold all</button>
<button type="button" name="fold">Fold all</button>
<button type="reset">Clear</button></p>
</form>\n`
}

function severityBox(severity: Severity): Markup {
  return markup`<label class="choice ${severity}"><input type="checkbox" name="severity" value="${severity}"><span>${capitalized(severity)}</span></label>\n`
}

function menu(label: string, name: string, options: readonly (readonly [value: string, text: string])[]): Markup {
  return markup`<label><span>${label}</span><select name="${name}"><option value="">any</option>
${options.map(([value, text]) => markup`<option value="${value}">${text}</option>\n`)}</select></label>\n`
}
