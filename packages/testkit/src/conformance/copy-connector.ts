import type { Check, Connector, Facet, Index, ResourceType, StreamContext } from '@opencasb/core'

/** What a copy of a connector does otherwise than the original. Each function is given the copy of the part. */
export interface ConnectorChanges {
  readonly resource?: (copy: ResourceType) => Partial<ResourceType>
  readonly facet?: (copy: Facet) => Partial<Facet>
  readonly check?: (copy: Check) => Partial<Check>
}

/**
 * Copies a connector with changes. Resource types, facets, indexes and checks refer to each other, so all of them are
 * copied once and joined anew.
 */
export function copyConnector(connector: Connector, changes: ConnectorChanges): Connector {
  const resources = new Map<ResourceType, ResourceType>()
  const facets = new Map<Facet, Facet>()
  const indexes = new Map<Index, Index>()

  const resourceOf = (original: ResourceType): ResourceType => {
    const known = resources.get(original)
    if (known) return known
    // The connector asks for its own facets, the engine knows their copies.
    const joined = (context: StreamContext): StreamContext => ({
      ...context,
      wants: (facet) => context.wants(facetOf(facet)),
    })
    const copy: ResourceType = {
      ...original,
      collect: (context) => original.collect(joined(context)),
      ...(original.changes && {
        changes: (context: StreamContext) => original.changes?.(joined(context)) ?? nothing(),
      }),
    }
    resources.set(original, copy)
    Object.assign(copy, changes.resource?.({ ...copy }))
    // A child refers to a facet, which refers to its parent: the copy is known before its references are followed.
    if (original.derived) {
      Object.assign(copy, { derived: { ...original.derived, lookup: mapValues(original.derived.lookup, indexOf) } })
    }
    if (original.from) Object.assign(copy, { from: { ...original.from, facet: facetOf(original.from.facet) } })
    return copy
  }

  const facetOf = (original: Facet): Facet => {
    const known = facets.get(original)
    if (known) return known
    const copy: Facet = { ...original }
    facets.set(original, copy)
    Object.assign(copy, changes.facet?.({ ...copy }), { of: resourceOf(original.of) })
    return copy
  }

  const indexOf = (original: Index): Index => {
    const copy = indexes.get(original) ?? { ...original, of: resourceOf(original.of) }
    indexes.set(original, copy)
    return copy
  }

  const checkOf = (original: Check): Check => {
    const copy: Check = {
      ...original,
      on: resourceOf(original.on),
      with: mapValues(original.with, facetOf),
      lookup: mapValues(original.lookup, indexOf),
    }
    return { ...copy, ...changes.check?.(copy) }
  }

  return {
    ...connector,
    resources: connector.resources.map(resourceOf),
    checks: connector.checks.map(checkOf),
    open: (context) => connector.open(context),
  }
}

async function* nothing(): AsyncGenerator<never> {}

function mapValues<T>(record: Readonly<Record<string, T>>, map: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
}
