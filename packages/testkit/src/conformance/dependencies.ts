import type { AuthKind, Check, Connector, Needs } from '@opencasb/core'

/** Everything that a check reads: name → needs. A child is read through its parent's facet. */
export function readsOfCheck(check: Check): ReadonlyMap<string, Needs> {
  const reads = new Map<string, Needs>([[check.on.name, check.on.needs]])
  if (check.on.from) {
    const { facet } = check.on.from
    reads.set(facet.name, facet.needs)
    reads.set(facet.of.name, facet.of.needs)
  }
  for (const facet of Object.values(check.with)) reads.set(facet.name, facet.needs)
  for (const index of Object.values(check.lookup)) reads.set(index.of.name, index.of.needs)
  return reads
}

/** Checks that can be judged at all with a way to sign in. */
export function supportedChecks(connector: Connector, authKind: AuthKind): readonly Check[] {
  return connector.checks.filter((check) =>
    [...readsOfCheck(check).values()].every((needs) => needs[authKind] !== undefined),
  )
}

/** All permissions that a check needs with a way to sign in. */
export function needsOf(check: Check, authKind: AuthKind): readonly string[] {
  return [...new Set([...readsOfCheck(check).values()].flatMap((needs) => needs[authKind] ?? []))]
}
