import type { Finding, FindingHistoryEntry } from '@opencasb/core'
import { layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { when } from '../terminal/words.ts'

/** How much of a fingerprint names a finding on the command line. */
const shortLength = 10

/** Findings as a table, one line each. */
export function renderFindings(findings: readonly Finding[], screen: Screen): string[] {
  const { paint } = screen
  return layout(
    findings.map((finding) => [
      paint.faint(finding.fingerprint.slice(0, shortLength)),
      paint.severity(finding.severity, finding.severity),
      `${neutral(finding.title, 160)}  ${paint.faint(neutral(finding.asset.name, 100))}`,
      finding.state === 'open' ? '' : finding.state,
    ]),
    { width: screen.width, flexible: 2, indent: 0 },
  )
}

/** One finding with everything that is known of it. */
export function renderFinding(finding: Finding, history: readonly FindingHistoryEntry[], screen: Screen): string[] {
  const { paint } = screen
  const { asset, ignore } = finding
  const references = Object.entries(finding.frameworks).map(([name, ids]) => `${name} ${ids.join(', ')}`)
  const rows: readonly (readonly [string, string])[] = [
    ['what', neutral(finding.message, 2_000)],
    ['where', `${neutral(asset.name, 400)} (${asset.kind} ${neutral(asset.id, 200)})`],
    ['why', neutral(finding.risk, 2_000)],
    ['fix', neutral(finding.remediation, 2_000)],
    ...(references.length > 0 ? ([['answers', references.join(' · ')]] as const) : []),
    ['state', finding.state + (finding.resolution ? ` (${finding.resolution})` : '')],
    ...(ignore
      ? ([
          [
            'ignored',
            `${neutral(ignore.reason)}, by ${neutral(ignore.by)}${ignore.until ? `, until ${when(ignore.until)}` : ''}`,
          ],
        ] as const)
      : []),
    ['evidence', neutral(JSON.stringify(finding.evidence), 2_000)],
    ['seen', `${when(finding.firstSeen)} to ${when(finding.lastSeen)}`],
    ['check', finding.check],
    ['of', neutral(finding.integration, 200)],
    ['id', finding.fingerprint],
  ]
  return [
    '',
    `${paint.severity(finding.severity, finding.severity)}  ${paint.strong(neutral(finding.title))}`,
    ...(asset.url ? [`  ${paint.link(neutral(asset.url, 1_000))}`] : []),
    ...layout(
      rows.map(([label, text]) => [paint.faint(label), text]),
      { width: screen.width },
    ),
    ...(history.length > 0 ? ['', paint.strong('History')] : []),
    ...layout(
      history.map((entry) => [
        when(entry.at),
        entry.type,
        neutral([entry.note, entry.by && `by ${entry.by}`].filter(Boolean).join(', ')),
      ]),
      { width: screen.width },
    ),
  ]
}
