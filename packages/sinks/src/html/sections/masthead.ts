import { type ScanReport, severityLevels } from '@opencasb/core'
import { type Markup, markup } from '../markup.ts'
import { integrationName, isWhole, type PageContent, sum, unsure } from '../page-content.ts'
import { brief, count, duration, moment, number } from '../wording.ts'

/** The top of the page: what was scanned, when, and in one sentence what comes of it. */
export function masthead(content: PageContent): Markup {
  const { reports, findings, title } = content
  const unknown = sum(reports, (report) => unsure(report).length)
  return markup`<header class="masthead">
<p class="kicker">Security report</p>
<h1>${brief(title, 200)}</h1>
<p class="verdict">${verdict(content)}</p>
${reports.map((report) => scanned(report, reports.length > 1))}<nav aria-label="Sections"><ul>
<li><a href="#severity">Summary</a></li>
<li><a href="#unknown">Unknown <span>${number(unknown)}</span></a></li>
<li><a href="#findings">Findings <span>${number(findings.total)}</span></a></li>
${
  reports.length > 0
    ? markup`<li><a href="#coverage">Coverage</a></li>\n<li><a href="#scans">Scans</a></li>\n`
    : undefined
}</ul></nav>
</header>\n`
}

function scanned(report: ScanReport, named: boolean): Markup {
  const { startedAt, endedAt, status } = report
  return markup`<p class="scanned">${named ? markup`<b>${integrationName(report)}</b>, scanned` : 'Scanned'} ${moment(
    startedAt,
  )} in ${duration(startedAt, endedAt)}, ${statusWords[status]}</p>\n`
}

/** How a scan ended, in the middle of a sentence. */
export const statusWords: Readonly<Record<ScanReport['status'], string>> = {
  complete: 'complete',
  incomplete: 'with gaps',
  deferred: 'not finished: the quota is used up',
  aborted: 'not finished: it was stopped',
  failed: 'failed',
}

/** Never an all-clear where something could not be read. */
function verdict({ reports, findings }: PageContent): string {
  const whole = reports.length > 0 && reports.every(isWhole)
  const unknown = whole ? '' : ' Not everything could be read: what is unknown stands below.'
  const urgent = severityLevels.find(({ severity }) => findings.open[severity] > 0)
  if (urgent !== undefined) {
    const open = findings.open[urgent.severity]
    return `${count(open, 'finding')} ${open === 1 ? 'needs' : 'need'} action ${urgent.act}.${unknown}`
  }
  if (whole) return 'Nothing to act on. Everything that was planned was read.'
  return 'Nothing to act on in what could be read. This is not an all-clear: what is unknown stands below.'
}
