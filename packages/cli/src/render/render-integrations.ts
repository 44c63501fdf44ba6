import type { Integration } from '@opencasb/core'
import { layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted, when } from '../terminal/words.ts'
import { paintedState } from './render-health.ts'

/**
 * Integrations as a table, one line each.
 * @param now in milliseconds since the epoch
 */
export function renderIntegrations(integrations: readonly Integration[], screen: Screen, now: number): string[] {
  const { paint } = screen
  if (integrations.length === 0) return ['There are no integrations. "opencasb integrations add" connects one.']
  return [
    ...layout(
      integrations.map((integration) => [
        paint.strong(neutral(integration.name, 40)),
        integration.connector,
        paintedState(integration.health?.state ?? 'initializing', paint),
        nextScan(integration, now),
        paint.faint(neutral(integration.id, 120)),
      ]),
      { width: screen.width, indent: 0 },
    ),
    '',
    paint.faint(
      `${counted(integrations.length, 'integration')}; "opencasb integrations show" with a name or id says more`,
    ),
  ]
}

/** When it is scanned next, in few words. */
export function nextScan({ pausedAt, nextScanAt }: Integration, now: number): string {
  if (pausedAt !== undefined || nextScanAt === undefined) return ''
  return Date.parse(nextScanAt) <= now ? 'due now' : when(nextScanAt)
}
