import type { Query } from '@opencasb/connector-kit'
import { workloadOf } from './workloads.ts'

/** What a request to the directory costs before query options change it; anything else costs 1. */
const baseUnits: readonly (readonly [RegExp, number])[] = [
  [/^groups\/[^/]+\/transitivemembers(?:\/|$)/, 5],
  [/^groups\/[^/]+\/members(?:\/|$)/, 3],
  [/\/(?:approleassignments|approleassignedto|oauth2permissiongrants)(?:\/|$)/, 2],
  [/^(?:users|applications|serviceprincipals|oauth2permissiongrants)(?:$|\/delta)/, 2],
]

/**
 * The resource units that a request is charged: for the directory by the documented table, for SharePoint by whether it
 * lists, elsewhere 1.
 * @see https://learn.microsoft.com/en-us/graph/throttling-limits#identity-and-access-service-limits
 */
export function resourceUnits(path: string, query: Query = {}): number {
  const plain = path.replace(/^\/+/, '').toLowerCase()
  const workload = workloadOf(path)
  if (workload === 'sharepoint') return /\/(?:children|permissions|items|lists|drives|sites)$/.test(plain) ? 2 : 1
  if (workload !== 'identity') return 1
  const base = baseUnits.find(([pattern]) => pattern.test(plain))?.[1] ?? 1
  const top = query['$top']
  const selected = query['$select'] === undefined ? 0 : 1
  const expanded = query['$expand'] === undefined ? 0 : 1
  const few = top !== undefined && Number(top) < 20 ? 1 : 0
  return Math.max(1, base - selected + expanded - few)
}
