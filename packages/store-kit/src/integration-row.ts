import type { Integration } from '@opencasb/core'
import { toStoredText } from './stored-text.ts'

/** The columns that {@link integrationValues} fills. All but `key` and `doc` are there to filter by. */
export const integrationColumns: string = 'key, connector, owner, tenant, paused_at, next_scan_at, doc'

/** What is stored of an integration. */
export function integrationValues(integration: Integration): (string | null)[] {
  const { id, connector, owner, tenant, pausedAt, nextScanAt } = integration
  return [
    toStoredText(id),
    toStoredText(connector),
    owner === undefined ? null : toStoredText(owner),
    tenant === undefined ? null : toStoredText(tenant.id),
    pausedAt ?? null,
    nextScanAt ?? null,
    JSON.stringify(integration),
  ]
}
