import { type ScanReport, severities } from '@opencasb/core'
import { gapReasons } from '../../text/gap-reasons.ts'
import { webLink } from '../../text/web-link.ts'
import { type Markup, markup } from '../markup.ts'
import { integrationName, type PageContent, unsure } from '../page-content.ts'
import { brief, capitalized, duration, moment, number } from '../wording.ts'
import { statusWords } from './masthead.ts'

/** The scans side by side, then what each of them read and asked. */
export function scansSection({ reports }: PageContent): Markup {
  return markup`<section id="scans" aria-labelledby="scans-title">
<h2 id="scans-title">Scans</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="scans-title"><table class="scans">
<thead><tr><th scope="col">Integration</th><th scope="col">Status</th>${severities.map((severity) => markup`<th scope="col" class="figure">${capitalized(severity)}</th>`)}<th scope="col" class="figure">New</th><th scope="col" class="figure">Resolved</th><th scope="col" class="figure">Unknown checks</th><th scope="col" class="figure">Requests</th><th scope="col">Took</th></tr></thead>
<tbody>
${reports.map(scanRow)}</tbody></table></div>
${reports.map(scanDetails)}</section>\n`
}

function scanRow(report: ScanReport): Markup {
  const { changes, open, requests, tenant } = report
  const link = webLink(tenant?.url)
  const name = tenant?.name ?? report.integration.id
  const figures: readonly (readonly [string, number])[] = [
    ...severities.map((severity) => [capitalized(severity), open[severity]] as const),
    ['New', changes.opened],
    ['Resolved', changes.resolved],
    ['Unknown checks', unsure(report).length],
    ['Requests', requests.reduce((total, usage) => total + usage.requests, 0)],
  ]
  return markup`<tr><th scope="row"><span class="name">${integrationName(report)}</span><span class="id">${report.integration.connector} ${report.integration.connectorVersion} · ${link === undefined ? name : markup`<a href="${link}" rel="noopener noreferrer">${name}</a>`}</span></th><td data-label="Status">${statusWords[report.status]}</td>${figures.map(
    ([label, value]) =>
      markup`<td class="figure${value === 0 ? ' none' : ''}" data-label="${label}">${number(value)}</td>`,
  )}<td data-label="Took">${duration(report.startedAt, report.endedAt)}</td></tr>\n`
}

function scanDetails(report: ScanReport): Markup {
  return markup`<details class="scan">
<summary>What was read of ${integrationName(report)}, and with how many requests</summary>
<p class="facts"><span>run <code>${report.runId}</code></span> <span>${report.mode} scan${report.resumed ? ', resumed from a checkpoint' : ''}</span> <span>from ${moment(report.startedAt)}</span> <span>to ${moment(report.endedAt)}</span></p>
<div class="pair">
${requestTable(report)}${streamTable(report)}</div>
</details>\n`
}

function requestTable({ requests }: ScanReport): Markup {
  return markup`<div class="scroll"><table>
<caption>Requests by quota bucket</caption>
<thead><tr><th scope="col">Bucket</th><th scope="col" class="figure">Requests</th><th scope="col" class="figure">Unchanged</th><th scope="col" class="figure">Retries</th><th scope="col" class="figure">Refused</th><th scope="col" class="figure">Quota left</th></tr></thead>
<tbody>
${requests.map(
  ({ bucket, requests: sent, notModified, retries, refused, remaining, limit }) =>
    markup`<tr><th scope="row">${brief(bucket, 200)}</th><td class="figure">${number(sent)}</td><td class="figure">${number(notModified)}</td><td class="figure">${number(retries)}</td><td class="figure">${number(refused)}</td><td class="figure">${remaining === undefined ? '–' : number(remaining)}${limit === undefined ? '' : ` of ${number(limit)}`}</td></tr>\n`,
)}</tbody></table></div>\n`
}

function streamTable({ streams }: ScanReport): Markup {
  return markup`<div class="scroll"><table>
<caption>What was listed</caption>
<thead><tr><th scope="col">Resource</th><th scope="col">In</th><th scope="col" class="figure">Items</th><th scope="col" class="figure">Pages</th><th scope="col">To the end</th></tr></thead>
<tbody>
${streams.map(
  ({ resource, partitionName, items, pages, complete, reason, mode }) =>
    markup`<tr><th scope="row">${brief(resource, 200)}</th><td><bdi>${brief(partitionName, 200)}</bdi></td><td class="figure">${number(items)}</td><td class="figure">${number(pages)}</td><td>${complete ? `yes${mode === 'changes' ? ', changes only' : ''}` : `no: ${reason === undefined ? 'unknown' : (gapReasons[reason] ?? reason).toLowerCase()}`}</td></tr>\n`,
)}</tbody></table></div>\n`
}
