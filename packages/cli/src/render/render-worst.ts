import type { Finding } from '@opencasb/core'
import type { FindingGroupSummary } from '../summary/scan-summary.ts'
import { layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted } from '../terminal/words.ts'
import { namedMessage } from './named-message.ts'

const margin = 10

/** The most urgent findings in full, those of one check together: what, where, why, how to fix it. */
export function renderWorst(groups: readonly FindingGroupSummary[], screen: Screen): string[] {
  const lines = groups
    .filter(({ findings }) => findings.length > 0)
    .flatMap((group) => ['', ...renderGroup(group, screen)])
  return lines.slice(1)
}

function renderGroup(group: FindingGroupSummary, screen: Screen): string[] {
  const { paint } = screen
  const [first] = group.findings
  if (!first) return []
  const more = group.count - group.findings.length
  const title = layout([[neutral(group.title)]], { width: screen.width, indent: margin })
  return [
    `${paint.severity(group.severity, group.severity.padEnd(margin))}${title.map((line) => paint.strong(line.trim())).join(`\n${' '.repeat(margin)}`)}`,
    ...group.findings.flatMap((finding) => renderOccurrence(finding, screen)),
    ...(more > 0 ? [' '.repeat(margin) + paint.faint(`and ${counted(more, 'more', 'more')}`)] : []),
    ...layout(
      [
        [paint.faint('why'), neutral(first.risk, 1_000)],
        [paint.faint('fix'), neutral(first.remediation, 1_000)],
      ],
      { width: screen.width, indent: margin },
    ),
  ]
}

function renderOccurrence(finding: Finding, screen: Screen): string[] {
  const { asset } = finding
  return [
    ...layout([[neutral(namedMessage(finding), 600)]], { width: screen.width, indent: margin }),
    // A link stays whole: broken into lines it could not be opened.
    ...(asset.url ? [' '.repeat(margin) + screen.paint.link(neutral(asset.url, 1_000))] : []),
  ]
}
