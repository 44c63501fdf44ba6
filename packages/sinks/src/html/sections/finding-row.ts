import type { Finding, JsonValue, ScanReport } from '@opencasb/core'
import { webLink } from '../../text/web-link.ts'
import type { CheckFindings } from '../finding-collection.ts'
import { type Markup, markup } from '../markup.ts'
import { integrationName } from '../page-content.ts'
import { brief, capitalized, date } from '../wording.ts'

/** Which scan a finding belongs to, and where it stands among them. */
export interface RowScan {
  readonly index: number
  readonly report: ScanReport
}

/** One finding: the asset and what is wrong with it; unfolded, the evidence and the history. */
export function findingRow(
  finding: Finding,
  group: CheckFindings,
  scan: RowScan | undefined,
  several: boolean,
): Markup {
  const { asset, severity, state } = finding
  const isNew = scan !== undefined && finding.firstSeen >= scan.report.startedAt
  return markup`<details class="finding" data-severity="${severity}" data-state="${state}" data-scan="${scan?.index ?? ''}"${isNew ? markup` data-new` : undefined}>
<summary><bdi class="asset">${brief(asset.name, 200)}</bdi>${tags(finding, group, isNew)}<bdi class="message">${brief(finding.message, 600)}</bdi>${
    several && scan ? markup`<span class="of">${integrationName(scan.report)}</span>` : undefined
  }</summary>
<div class="body">${evidence(finding)}${ignored(finding)}<p class="seen">${facts(finding)}</p></div></details>\n`
}

function tags(finding: Finding, group: CheckFindings, isNew: boolean): readonly Markup[] {
  const { asset, severity, severitySource, state, unknownSince } = finding
  const shown: (readonly [style: string, text: string])[] = []
  if (severity !== group.severity || severitySource === 'host') shown.push([severity, severity])
  if (isNew) shown.push(['new', 'new'])
  if (state !== 'open') shown.push([state, state])
  if (unknownSince !== undefined) shown.push(['stale', 'not looked at this time'])
  if (asset.status !== undefined && asset.status !== 'active') shown.push(['plain', brief(asset.status, 40)])
  return shown.map(([style, text]) => markup`<span class="tag ${style}">${capitalized(text)}</span>`)
}

/** Keys and values in two columns of plain text: few elements, because there may be ten thousand of these. */
function evidence({ evidence: values, part }: Finding): Markup | undefined {
  const lines = [...(part === undefined ? [] : [['part', part] as const]), ...Object.entries(values)]
  if (lines.length === 0) return undefined
  const width = Math.min(24, Math.max(...lines.map(([key]) => key.length)))
  return markup`<pre class="evidence">${lines.map(([key, value]) => line(key, value, width))}</pre>\n`
}

function line(key: string, value: JsonValue, width: number): Markup {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return markup`<b>${brief(key, 200)}</b>${' '.repeat(Math.max(0, width - key.length) + 2)}${brief(text, 2000)}\n`
}

function ignored({ ignore, state }: Finding): Markup | undefined {
  if (ignore === undefined || state !== 'ignored') return undefined
  return markup`<p class="ignore">Accepted by ${brief(ignore.by, 200)} on ${date(ignore.at)}${
    ignore.until === undefined ? ', without an end' : markup` until ${date(ignore.until)}`
  }: ${brief(ignore.reason, 1000)}</p>\n`
}

function facts(finding: Finding): Markup {
  const { asset, fingerprint, firstSeen, lastSeen, resolution, resolvedAt, unknownSince } = finding
  const link = webLink(asset.url)
  return markup`${
    link === undefined ? '' : markup`<a href="${link}" rel="noopener noreferrer">Open at ${new URL(link).host}</a> `
  }${asset.owner === undefined ? '' : markup`Owner <bdi>${brief(asset.owner, 200)}</bdi>. `}First seen ${date(firstSeen)}, last seen ${date(lastSeen)}. ${
    unknownSince === undefined ? '' : markup`Could not be looked at since ${date(unknownSince)}. `
  }${resolvedAt === undefined ? '' : markup`Resolved ${date(resolvedAt)} (${resolution ?? 'unknown'}). `}<code>${fingerprint.slice(0, 12)}</code>`
}
