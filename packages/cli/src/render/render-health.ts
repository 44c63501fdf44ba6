import type { HealthState, IntegrationHealth } from '@opencasb/core'
import { layout, paragraph } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Paint } from '../terminal/paint.ts'
import type { Screen } from '../terminal/screen.ts'
import { firstOf, when } from '../terminal/words.ts'

/** How one integration is, and what to do about it. */
export function renderHealth(name: string, health: IntegrationHealth, screen: Screen): string[] {
  const { paint, width } = screen
  const { state, since, reason, remedy, missing = [], unavailable = [], expiresAt, retryAt } = health
  // What is not available is often the reason itself.
  const texts = new Set([reason, ...unavailable].filter((text) => text !== undefined))
  const rows: string[][] = [
    ...[...texts].map((text) => [paint.faint('why'), neutral(text, 600)]),
    ...(missing.length > 0 ? [[paint.faint('missing'), neutral(firstOf(missing, 20), 1_000)]] : []),
    ...(remedy === undefined ? [] : [[paint.faint('fix'), neutral(remedy, 600)]]),
    ...(retryAt === undefined ? [] : [[paint.faint('goes on'), when(retryAt)]]),
    ...(expiresAt === undefined ? [] : [[paint.faint('ends'), `the credentials end ${when(expiresAt)}`]]),
  ]
  return [
    ...paragraph(
      `${paint.strong(neutral(name, 80))}  ${paintedState(state, paint)}  ${paint.faint(`since ${when(since)}`)}`,
      width,
      0,
    ),
    ...layout(rows, { width }),
  ]
}

/** A state of health in its colour. */
export function paintedState(state: HealthState, paint: Paint): string {
  if (state === 'healthy') return paint.good(state)
  return state === 'reconnect-required' || state === 'failing' ? paint.bad(state) : state
}
