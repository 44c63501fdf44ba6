import type { AuthKind, Check, Connector } from '@opencasb/core'
import { permissionsFor } from '@opencasb/core'

type Read = Pick<Check['on'], 'name' | 'needs' | 'features'>

/** Everything that a check reads: its resource, facets and what it looks things up in; of what is computed, what it is computed from. */
export function checkReads(check: Check): readonly Read[] {
  const reads = new Map<string, Read>()
  const add = (resource: Check['on']): void => {
    if (reads.has(resource.name)) return
    if (resource.from) add(resource.from.facet.of)
    reads.set(resource.name, resource)
    for (const index of Object.values(resource.derived?.lookup ?? {})) add(index.of)
  }
  add(check.on)
  for (const facet of Object.values(check.with)) reads.set(facet.name, facet)
  for (const index of Object.values(check.lookup)) add(index.of)
  return [...reads.values()]
}

/** The permissions that a check needs with one way to sign in; `undefined` where that way can never read it. */
export function permissionsOfCheck(
  connector: Connector,
  check: Check,
  authKind: AuthKind,
): readonly string[] | undefined {
  if (checkReads(check).some((read) => read.needs[authKind] === undefined)) return undefined
  return permissionsFor(connector, authKind, [check.id]).map(({ permission }) => permission)
}
