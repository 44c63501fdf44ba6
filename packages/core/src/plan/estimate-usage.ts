import type { Cost } from '../contract/needs.ts'
import type { Quota } from '../contract/session.ts'
import type { ReadPlan } from './read-plan.ts'
import type { PlannedUsage } from './scan-plan.ts'

/**
 * What a plan would take from each quota bucket on a first scan.
 * @param sizes expected items per resource type, as far as they are known
 * @param reserve the share of the quota that is left alone
 */
export function estimateUsage(
  plan: ReadPlan,
  sizes: Readonly<Record<string, number>>,
  quotas: readonly Quota[],
  reserve: number,
): readonly PlannedUsage[] {
  const usage = new Map<string, { requests: number; units: number; complete: boolean }>()
  const add = (cost: Cost, items: number | undefined, leastRequests: number): void => {
    const entry = usage.get(cost.bucket) ?? { requests: 0, units: 0, complete: true }
    const requests = Math.max(leastRequests, Math.ceil((items ?? 0) / cost.itemsPerRequest))
    entry.requests += requests
    entry.units += requests * (cost.unitsPerRequest ?? 1)
    entry.complete &&= items !== undefined
    usage.set(cost.bucket, entry)
  }
  for (const { resource, facets } of plan.resources) {
    const items = sizes[resource.name]
    if (resource.cost) add(resource.cost, items, 1)
    for (const facet of facets) if (facet.cost) add(facet.cost, items, 0)
  }
  return [...usage]
    .map(([bucket, entry]) => ({
      bucket,
      ...entry,
      ...timeOf(
        entry.units,
        quotas.find((quota) => quota.bucket === bucket),
        reserve,
      ),
    }))
    .sort((a, b) => (a.bucket < b.bucket ? -1 : 1))
}

/** How long the quota alone makes it last: what is left of this window now, then a window's worth after each reset. */
function timeOf(units: number, quota: Quota | undefined, reserve: number): Partial<PlannedUsage> {
  if (!quota) return {}
  const perWindow = Math.max(1, Math.floor(quota.limit * (1 - reserve)))
  const now = Math.max(0, quota.remaining - Math.ceil(quota.limit * reserve))
  const further = Math.ceil(Math.max(0, units - now) / perWindow)
  return {
    limit: quota.limit,
    remaining: quota.remaining,
    windows: further + (now > 0 ? 1 : 0),
    seconds: further * quota.windowSeconds,
  }
}
