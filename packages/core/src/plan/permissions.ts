import type { Check } from '../contract/check.ts'
import type { Connector } from '../contract/connector.ts'
import type { AuthKind, Needs } from '../contract/needs.ts'

/** Everything a check reads: its resource, facets and looked-up resources, each with its needs. */
export function readsOf(
  check: Check,
): readonly { readonly name: string; readonly needs: Needs; readonly features: readonly string[] }[] {
  const reads = new Map<string, { name: string; needs: Needs; features: readonly string[] }>()
  const add = (source: { name: string; needs: Needs; features?: readonly string[] }): void => {
    reads.set(source.name, { name: source.name, needs: source.needs, features: source.features ?? [] })
  }
  // A child is read as a facet of its parent, and needs what these two need.
  if (check.on.from) {
    add(check.on.from.facet.of)
    add(check.on.from.facet)
  } else {
    add(check.on)
  }
  for (const facet of Object.values(check.with)) add(facet)
  for (const index of Object.values(check.lookup)) add(index.of)
  return [...reads.values()]
}

/** One permission with what needs it. */
export interface PermissionNeed {
  readonly permission: string
  /** Resource types and facets read with it. */
  readonly reads: readonly string[]
  readonly checks: readonly string[]
}

/**
 * The least permissions that a set of checks needs with one way to sign in, each with what it is for.
 * @param checks ids of the chosen checks; all of the connector's when absent
 */
export function permissionsFor(
  connector: Connector,
  authKind: AuthKind,
  checks?: readonly string[],
): readonly PermissionNeed[] {
  const chosen = connector.checks.filter((check) => checks === undefined || checks.includes(check.id))
  const needs = new Map<string, { reads: Set<string>; checks: Set<string> }>()
  for (const check of chosen) {
    const reads = readsOf(check)
    if (reads.some((read) => read.needs[authKind] === undefined)) continue
    for (const read of reads) {
      for (const permission of read.needs[authKind] ?? []) {
        const need = needs.get(permission) ?? { reads: new Set(), checks: new Set() }
        need.reads.add(read.name)
        need.checks.add(check.id)
        needs.set(permission, need)
      }
    }
  }
  return [...needs]
    .map(([permission, need]) => ({ permission, reads: [...need.reads].sort(), checks: [...need.checks].sort() }))
    .sort((a, b) => (a.permission < b.permission ? -1 : 1))
}
