import type { Integration, IntegrationSchedule, ScanReport } from '@opencasb/core'
import { totalOpen } from '../summary/open-findings.ts'
import { layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted, duration, when } from '../terminal/words.ts'
import { renderHealth } from './render-health.ts'

/** All that is known of one integration: how it is, what it reads, when it is scanned. */
export function renderIntegration(integration: Integration, report: ScanReport | undefined, screen: Screen): string[] {
  const { paint, width } = screen
  const { id, name, connector, owner, tenant, authKind, config, createdAt, schedule, pausedAt, nextScanAt } =
    integration
  const health = integration.health ?? { state: 'initializing', since: createdAt, failures: 0 }
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['id', neutral(id, 120)],
    ['owner', owner === undefined ? undefined : neutral(owner, 120)],
    ['reaches', tenant && neutral([tenant.name, tenant.url].filter(Boolean).join('  '))],
    ['signs in', `${connector}, ${authKind}`],
    ['reads', neutral(JSON.stringify(config), 600)],
    ['connected', when(createdAt)],
    ['schedule', scheduleText(schedule)],
    ['last scan', report && lastScan(report)],
    ['next scan', pausedAt === undefined && nextScanAt !== undefined ? when(nextScanAt) : undefined],
  ]
  return [
    ...renderHealth(name, health, screen),
    '',
    ...layout(
      facts.flatMap(([label, text]) => (text === undefined ? [] : [[paint.faint(label), text]])),
      { width },
    ),
  ]
}

function scheduleText({ intervalMs, windows = [] }: IntegrationSchedule = {}): string {
  const interval = intervalMs === undefined ? "the connector's interval" : `every ${duration(intervalMs)}`
  const times = windows.map(({ days, from, to, timeZone }) =>
    [...(days ? [days.join(',')] : []), `${from}-${to}`, timeZone].join(' '),
  )
  return times.length === 0 ? interval : `${interval}, only ${times.join(' and ')}`
}

function lastScan({ status, endedAt, open }: ScanReport): string {
  return `${when(endedAt)}, ${status}, ${counted(totalOpen(open), 'open finding')}`
}
