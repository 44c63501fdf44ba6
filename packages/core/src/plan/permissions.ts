import type { Check } from '../contract/check.ts'
import type { Connector } from '../contract/connector.ts'
import type { AuthKind, Needs } from '../contract/needs.ts'
import type { ResourceType } from '../contract/resource.ts'
import type { ChosenCheck } from './chosen-check.ts'

interface Read {
  readonly name: string
  readonly needs: Needs
  readonly features: readonly string[]
}

/** Everything a check reads: its resource, facets and looked-up resources, each with its needs. */
export function readsOf(check: Check): readonly Read[] {
  const reads = new Map<string, Read>()
  const add = ({ name, needs, features }: Pick<ResourceType, 'name' | 'needs' | 'features'>): void => {
    reads.set(name, { name, needs, features: features ?? [] })
  }
  const addResource = (resource: ResourceType): void => {
    if (resource.derived) {
      // It is computed: what it looks into is read.
      for (const index of Object.values(resource.derived.lookup)) addResource(index.of)
    } else if (resource.from) {
      // A child is read as a facet of its parent, and needs what these two need.
      addResource(resource.from.facet.of)
      add(resource.from.facet)
    } else {
      add(resource)
    }
  }
  addResource(check.on)
  for (const facet of Object.values(check.with)) add(facet)
  for (const index of Object.values(check.lookup)) addResource(index.of)
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

/** The names of the least permissions that chosen checks need. */
export function permissionsOf(
  connector: Connector,
  authKind: AuthKind,
  chosen: readonly ChosenCheck[],
): ReadonlySet<string> {
  const ids = chosen.map(({ check }) => check.id)
  return new Set(permissionsFor(connector, authKind, ids).map(({ permission }) => permission))
}
