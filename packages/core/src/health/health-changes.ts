import { digestOf } from '../model/fingerprint.ts'
import type { HealthChange } from '../model/health.ts'
import type { Integration } from '../model/integration.ts'
import { hasMoved, lacksOf } from './has-moved.ts'
import { assessedHealth, shownHealth } from './shown-health.ts'

const dayMs = 24 * 60 * 60 * 1000

/** What hosts are told where an integration went from one assessment to the next. Pure. */
export function healthChanges(before: Integration, after: Integration, now: number): readonly HealthChange[] {
  const from = shownHealth(before)
  const health = shownHealth(after)
  const { id: integration, connector, name, owner } = after
  const told = { integration, connector, name, ...(owner !== undefined && { owner }), from: from.state, health }
  const at = new Date(now).toISOString()
  const changes: HealthChange[] = []
  if (hasMoved(from, health)) {
    // Two workers that find the same at once tell the same: the id has no time of theirs. Each change moves `since`, and
    // between two pauses resuming moves the next scan.
    const pause = health.state === 'paused' ? before.nextScanAt : undefined
    const lacks = lacksOf(health)
    const id = digestOf([integration, 'health-change', from.state, from.since, health.state, lacks, pause])
    changes.push({ ...told, id, type: 'health-change', at })
  }
  const { expiresAt, warnedDays } = health
  if (expiresAt !== undefined && warnedDays !== undefined && warnedDays < warnedBefore(before)) {
    const id = digestOf([integration, 'credential-expiry', expiresAt, warnedDays])
    const days = Math.max(0, Math.floor((Date.parse(expiresAt) - now) / dayMs))
    const reason = `The credentials end on ${expiresAt.slice(0, 10)}`
    const remedy = 'Renew them at the vendor, then reconnect the integration with the new ones'
    changes.push({ ...told, health: { ...health, reason, remedy }, id, type: 'credential-expiry', at, days })
  }
  return changes
}

function warnedBefore(integration: Integration): number {
  return assessedHealth(integration).warnedDays ?? Number.POSITIVE_INFINITY
}
