import type { Integration } from '@opencasb/core'
import { displayWidth, layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted, when } from '../terminal/words.ts'
import { paintedState } from './render-health.ts'

/** What {@link renderIntegrations} goes by besides the integrations. */
export interface IntegrationsView {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The ids of those without stored credentials. */
  readonly without: ReadonlySet<string>
}

const gap = 2

/** Integrations as a table: one line each, and what to do about it where it is not well. */
export function renderIntegrations(
  integrations: readonly Integration[],
  screen: Screen,
  { now, without }: IntegrationsView,
): string[] {
  const { paint } = screen
  if (integrations.length === 0) return ['There are no integrations. "opencasb integrations add" connects one.']
  const hasOwners = integrations.some(({ owner }) => owner !== undefined)
  const rows = integrations.map((integration) => ({
    cells: [
      paint.strong(neutral(integration.name, 40)),
      integration.connector,
      paintedState(integration.health?.state ?? 'initializing', paint),
      without.has(integration.id) ? 'no credentials' : nextScan(integration, now),
      ...(hasOwners ? [neutral(integration.owner ?? '', 40)] : []),
    ],
    id: neutral(integration.id, 120),
    advice: adviceOf(integration, without),
  }))
  const titles = ['name', 'connector', 'health', 'next scan', ...(hasOwners ? ['owner'] : [])]
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => displayWidth(cells[column] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell) + gap)).join('')
  const room = screen.width - widths.reduce((sum, width) => sum + width + gap, 0)
  return [
    paint.faint(`${line(titles)}id`),
    ...rows.flatMap(({ cells, id, advice }) => [
      // An id is there to be copied, so it stays whole: where there is no room it has a line of its own.
      ...(id.length <= room ? [line(cells) + paint.faint(id)] : [line(cells).trimEnd(), `  ${paint.faint(id)}`]),
      ...layout(
        advice.map(([label, text]) => [paint.faint(label), text]),
        { width: screen.width },
      ),
    ]),
    '',
    paint.faint(
      `${counted(integrations.length, 'integration')}; "opencasb integrations show" with a name or id says more`,
    ),
  ]
}

/** Why it is not well, and what helps. */
function adviceOf(
  { id, connector, health, pausedAt }: Integration,
  without: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  if (without.has(id)) return [['fix', `"opencasb integrations add ${connector}" stores credentials for it`]]
  if (pausedAt !== undefined || health === undefined || health.state === 'healthy') return []
  const { reason, remedy } = health
  return [
    ...(reason === undefined ? [] : [['why', neutral(reason, 300)] as const]),
    ...(remedy === undefined ? [] : [['fix', neutral(remedy, 300)] as const]),
  ]
}

/** When it is scanned next, in few words. */
export function nextScan({ pausedAt, nextScanAt }: Integration, now: number): string {
  if (pausedAt !== undefined || nextScanAt === undefined) return ''
  return Date.parse(nextScanAt) <= now ? 'due now' : when(nextScanAt)
}
