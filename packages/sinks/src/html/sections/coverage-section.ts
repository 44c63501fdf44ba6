import { type CheckCoverage, compareSeverity, type ScanReport } from '@opencasb/core'
import { type Markup, markup } from '../markup.ts'
import { integrationName, type PageContent } from '../page-content.ts'
import { brief, capitalized, number } from '../wording.ts'
import { outcomeBar } from './outcome-bar.ts'

const statusWords: Readonly<Record<CheckCoverage['status'], string>> = {
  assessed: 'assessed',
  partial: 'in part',
  unknown: 'unknown',
  skipped: 'left out',
}

/** For every check, how many assets passed, failed, were not concerned or could not be judged. */
export function coverageSection({ reports }: PageContent): Markup {
  return markup`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">Coverage</h2>
<p class="lead">What every check looked at. Unknown means neither passed nor failed.</p>
<p class="legend"><span class="passed">passed</span> <span class="failed">failed</span> <span class="not-applicable">not applicable</span> <span class="unknown">unknown</span></p>
${byConnector(reports).map((group, _index, groups) => {
  const [only] = group
  const table = only && group.length === 1 ? detailed(only) : sideBySide(group)
  return groups.length === 1 || !only ? table : markup`<h3>${group.map(integrationName).join(', ')}</h3>\n${table}`
})}</section>\n`
}

/** Only integrations of one connector have checks to compare. */
function byConnector(reports: readonly ScanReport[]): readonly (readonly ScanReport[])[] {
  return [...Map.groupBy(reports, ({ integration }) => integration.connector).values()]
}

function bySeverity(a: CheckCoverage, b: CheckCoverage): number {
  return compareSeverity(a.severity, b.severity) || (a.title < b.title ? -1 : 1)
}

function nameCell({ check, title, severity, frameworks }: CheckCoverage): Markup {
  const references = Object.entries(frameworks).flatMap(([name, ids]) => ids.map((id) => `${name} ${id}`))
  return markup`<th scope="row"><div class="check-name"><span class="severity ${severity}">${capitalized(severity)}</span><span class="name">${brief(title, 300)}</span><span class="id">${check}${references.map((reference) => ` · ${brief(reference, 100)}`)}</span></div></th>`
}

function detailed(report: ScanReport): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-labelledby="coverage-title"><table class="coverage">
<thead><tr><th scope="col">Check</th><th scope="col">Assets</th><th scope="col" class="figure">Passed</th><th scope="col" class="figure">Failed</th><th scope="col" class="figure">Not applicable</th><th scope="col" class="figure">Unknown</th><th scope="col">Status</th></tr></thead>
<tbody>
${report.checks.toSorted(bySeverity).map(detailedRow)}</tbody></table></div>\n`
}

function detailedRow(coverage: CheckCoverage): Markup {
  const { assets, status, unknown } = coverage
  // An unknown number of unknown assets is not none.
  const uncounted = assets.unknown === 0 && unknown.some((reason) => reason.count === undefined)
  const cells: readonly (readonly [label: string, style: string, text: string])[] = [
    ['Passed', 'passed', number(assets.passed)],
    ['Failed', 'failed', number(assets.failed)],
    ['Not applicable', 'not-applicable', number(assets.notApplicable)],
    ['Unknown', 'unknown', uncounted ? '?' : number(assets.unknown)],
  ]
  return markup`<tr class="${status}">${nameCell(coverage)}<td class="bar-cell">${outcomeBar(coverage)}</td>${cells.map(
    ([label, style, text]) =>
      markup`<td class="figure ${style}${text === '0' ? ' none' : ''}" data-label="${label}">${text}</td>`,
  )}<td class="status" data-label="Status">${statusWords[status]}</td></tr>\n`
}

/** One column per integration: the same check in all of them at one glance. */
function sideBySide(reports: readonly ScanReport[]): Markup {
  const checks = new Map<string, CheckCoverage>()
  for (const report of reports) for (const coverage of report.checks) checks.set(coverage.check, coverage)
  const columns = reports.map((report) => new Map(report.checks.map((coverage) => [coverage.check, coverage])))
  return markup`<div class="scroll" tabindex="0" role="region" aria-labelledby="coverage-title"><table class="coverage side-by-side">
<thead><tr><th scope="col">Check</th>${reports.map((report) => markup`<th scope="col">${integrationName(report)}</th>`)}</tr></thead>
<tbody>
${[...checks.values()]
  .sort(bySeverity)
  .map(
    (coverage) =>
      markup`<tr>${nameCell(coverage)}${columns.map((column, index) => sideCell(column.get(coverage.check), reports[index]))}</tr>\n`,
  )}</tbody></table></div>\n`
}

function sideCell(coverage: CheckCoverage | undefined, report: ScanReport | undefined): Markup {
  const label = report === undefined ? '' : integrationName(report)
  if (coverage === undefined) return markup`<td class="side none" data-label="${label}">–</td>`
  const { assets, status } = coverage
  const words =
    status === 'assessed' || status === 'partial'
      ? `${number(assets.failed)} failed, ${number(assets.passed)} passed${assets.unknown > 0 ? `, ${number(assets.unknown)} unknown` : ''}`
      : statusWords[status]
  return markup`<td class="side ${status}" data-label="${label}">${outcomeBar(coverage)}<span>${words}</span></td>`
}
