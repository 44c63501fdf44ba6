import type { FindingGroupSummary } from '../summary/scan-summary.ts'
import { layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, counted } from '../terminal/words.ts'

const shown = 10

/** What is not shown in full: one line for each check, with how many findings it has. */
export function renderRest(groups: readonly FindingGroupSummary[], screen: Screen): string[] {
  const { paint } = screen
  const rest = groups.filter(({ findings }) => findings.length === 0)
  if (rest.length === 0) return []
  const hidden = rest.slice(shown)
  return [
    paint.strong('Also'),
    ...layout(
      rest
        .slice(0, shown)
        .map((group) => [paint.severity(group.severity, group.severity), count(group.count), neutral(group.title)]),
      { width: screen.width, right: [1] },
    ),
    ...(hidden.length > 0
      ? [
          paint.faint(
            `  and ${counted(
              hidden.reduce((sum, group) => sum + group.count, 0),
              'finding',
            )} of ${counted(hidden.length, 'more check', 'more checks')}`,
          ),
        ]
      : []),
  ]
}
