import type { AuthKind, Check, Connector, Facet, Index, Needs, ResourceType } from '@opencasb/core'

/** Everything that a check reads, followed through children and computed resource types. */
export interface CheckReads {
  readonly resources: ReadonlySet<ResourceType>
  readonly facets: ReadonlySet<Facet>
  readonly indexes: ReadonlySet<Index>
}

/** Follows a check to all that it reads. */
export function readsOfCheck({ on, with: facets, lookup }: Check): CheckReads {
  const reads = {
    resources: new Set<ResourceType>(),
    facets: new Set(Object.values(facets)),
    indexes: new Set<Index>(),
  }
  const addResource = (resource: ResourceType): void => {
    if (reads.resources.has(resource)) return
    reads.resources.add(resource)
    if (resource.from) {
      reads.facets.add(resource.from.facet)
      addResource(resource.from.facet.of)
    }
    for (const index of Object.values(resource.derived?.lookup ?? {})) addIndex(index)
  }
  const addIndex = (index: Index): void => {
    reads.indexes.add(index)
    addResource(index.of)
  }
  addResource(on)
  for (const index of Object.values(lookup)) addIndex(index)
  return reads
}

/** Name → needs of everything that a check reads. */
export function needsByRead(check: Check): ReadonlyMap<string, Needs> {
  const { resources, facets } = readsOfCheck(check)
  return new Map([...resources, ...facets].map(({ name, needs }) => [name, needs]))
}

/** Checks that can be judged at all with a way to sign in. */
export function supportedChecks(connector: Connector, authKind: AuthKind): readonly Check[] {
  return connector.checks.filter((check) =>
    [...needsByRead(check).values()].every((needs) => needs[authKind] !== undefined),
  )
}

/** All permissions that a check needs with a way to sign in. */
export function needsOf(check: Check, authKind: AuthKind): readonly string[] {
  return [...new Set([...needsByRead(check).values()].flatMap((needs) => needs[authKind] ?? []))]
}
