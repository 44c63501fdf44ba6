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
  /** Whose they are, where only those were asked for. */
  readonly owner?: string
}

const gap = 2
/** A name is never cut to less. */
const shortestName = 12

/** Integrations as a table: one line each, and what to do about it where it is not well. */
export function renderIntegrations(
  integrations: readonly Integration[],
  screen: Screen,
  { now, without, owner: asked }: IntegrationsView,
): string[] {
  const { paint } = screen
  if (integrations.length === 0) {
    return [
      asked === undefined
        ? 'There are no integrations. "opencasb integrations add" connects one.'
        : `No integration belongs to "${neutral(asked, 80)}". "opencasb integrations list" shows all that there are.`,
    ]
  }
  const hasOwners = integrations.some(({ owner }) => owner !== undefined)
  const all = integrations.map((integration) => ({
    cells: [
      neutral(integration.name, 40),
      integration.connector,
      paintedState(integration.health?.state ?? 'initializing', paint),
      without.has(integration.id) ? 'no credentials' : nextScan(integration, now),
      ...(hasOwners ? [neutral(integration.owner ?? '', 40)] : []),
    ],
    id: neutral(integration.id, 120),
    advice: adviceOf(integration, without),
  }))
  const allTitles = ['name', 'connector', 'health', 'next scan', ...(hasOwners ? ['owner'] : [])]
  const natural = allTitles.map((title, column) =>
    Math.max(title.length, ...all.map(({ cells }) => displayWidth(cells[column] ?? ''))),
  )
  // Where there is little room, the owner is left out, and then names are cut: "show" has both.
  const kept = hasOwners && totalWidth(natural) > screen.width ? natural.slice(0, -1) : natural
  const [longest = 0, ...others] = kept
  const nameWidth = Math.min(longest, Math.max(shortestName, screen.width - totalWidth([0, ...others])))
  const widths = [nameWidth, ...others]
  const titles = allTitles.slice(0, widths.length)
  const rows = all.map(({ cells: [name = '', ...cells], ...row }) => ({
    ...row,
    cells: [paint.strong(cutTo(name, nameWidth)), ...cells.slice(0, widths.length - 1)],
  }))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell) + gap)).join('')
  const room = screen.width - widths.reduce((sum, width) => sum + width + gap, 0)
  return [
    paint.faint(rows.some(({ id }) => id.length <= room) ? `${line(titles)}id` : line(titles).trimEnd()),
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

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + gap, -gap)
}

function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  const segments = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  while (segments.length > 0 && displayWidth(`${segments.join('')}…`) > width) segments.pop()
  return `${segments.join('')}…`
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
