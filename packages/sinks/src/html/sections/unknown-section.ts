import type { CheckCoverage, Gap, ScanReport } from '@opencasb/core'
import { gapReasons } from '../../text/gap-reasons.ts'
import { type Markup, markup } from '../markup.ts'
import { integrationName, isWhole, type PageContent, unsure } from '../page-content.ts'
import { brief, count, number } from '../wording.ts'

/** What could not be looked at, why, and what would change that: as prominent as the findings. */
export function unknownSection({ reports }: PageContent): Markup {
  return markup`<section id="unknown" aria-labelledby="unknown-title">
<h2 id="unknown-title">What is unknown</h2>
${body(reports)}</section>\n`
}

function body(reports: readonly ScanReport[]): Markup {
  if (reports.length === 0) {
    return markup`<p class="lead">This page was made without the report of a scan: it cannot say what was not looked at.</p>\n`
  }
  if (reports.every(isWhole)) {
    return markup`<p class="all-read">Nothing: everything that was planned was read, and every check could judge every asset.</p>\n`
  }
  const several = reports.length > 1
  return markup`<p class="lead">These checks neither passed nor failed. Findings that depend on them stay as they were.</p>
${permissions(reports)}<div class="gaps">
${reports.map((report) => [stopped(report), report.gaps.map((gap) => gapCard(gap, report, several)), leftOver(report)])}</div>
`
}

/** The permissions that would close gaps, each with the checks that it brings back. */
function permissions(reports: readonly ScanReport[]): Markup | undefined {
  const checks = new Map<string, Set<string>>()
  for (const { integration, gaps } of reports) {
    for (const gap of gaps) {
      for (const permission of gap.missing ?? []) {
        const known = checks.get(permission) ?? new Set()
        checks.set(permission, known)
        for (const check of gap.checks) known.add(`${integration.id} ${check}`)
      }
    }
  }
  if (checks.size < 2) return undefined
  return markup`<div class="grant"><h3>Permissions that would close gaps</h3>
<ul>
${[...checks].map(([permission, known]) => markup`<li><code>${brief(permission, 200)}</code> <span>${count(known.size, 'check')}</span></li>\n`)}</ul></div>\n`
}

function stopped(report: ScanReport): Markup | undefined {
  const { error, resumeAt, status } = report
  if (status === 'complete' || status === 'incomplete') return undefined
  const words = {
    deferred: 'The quota was used up before the end',
    aborted: 'The scan was stopped before the end',
    failed: 'The scan failed',
  }[status]
  return markup`<article class="gap severe">
<h3>${words}</h3>
<p>${integrationName(report)}: ${error === undefined ? 'what was not read is unknown.' : brief(error.message, 1000)}${
    resumeAt === undefined ? '' : ` It goes on after ${resumeAt}.`
  }</p>
</article>\n`
}

function gapCard(gap: Gap, report: ScanReport, several: boolean): Markup {
  const titles = new Map(report.checks.map(({ check, title }) => [check, title]))
  const where = [several ? integrationName(report) : '', gap.resource, gap.facet, gap.asset].filter((part) => part)
  return markup`<article class="gap">
<h3>${gapReasons[gap.reason] ?? gap.reason}</h3>
<p>${brief(gap.message, 1000)}</p>
${gap.missing && gap.missing.length > 0 ? markup`<p class="missing">Grant ${gap.missing.map((permission) => markup`<code>${brief(permission, 200)}</code> `)}</p>\n` : undefined}${
  gap.checks.length > 0
    ? markup`<p class="blocked">${count(gap.checks.length, 'check')} unknown${gap.count > 1 ? ` for ${number(gap.count)} items` : ''}:</p>
<ul>${gap.checks.map((check) => markup`<li>${brief(titles.get(check) ?? check, 300)} <code>${check}</code></li>`)}</ul>\n`
    : undefined
}<p class="where">${brief(where.join(' · '), 500)}</p>
</article>\n`
}

/** Checks that are unsure although no gap names them. */
function leftOver(report: ScanReport): readonly Markup[] {
  const named = new Set(report.gaps.flatMap(({ checks }) => checks))
  return unsure(report)
    .filter(({ check }) => !named.has(check))
    .map((coverage) => unsureCard(coverage, report))
}

function unsureCard({ check, title, assets, unknown }: CheckCoverage, report: ScanReport): Markup {
  return markup`<article class="gap">
<h3>${brief(title, 300)}</h3>
${unknown.map(({ reason, message }) => markup`<p>${gapReasons[reason] ?? reason}: ${brief(message, 1000)}</p>\n`)}<p class="where">${integrationName(report)} · <code>${check}</code>${
    assets.unknown > 0 ? ` · ${count(assets.unknown, 'asset')} not judged` : ''
  }</p>
</article>\n`
}
