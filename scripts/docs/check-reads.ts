import type { AuthKind, Check, Connector } from '@opencasb/core'
import { permissionsFor } from '@opencasb/core'

type Read = Pick<Check['on'], 'name' | 'needs' | 'features'>

/** Everything that a check reads: its resource, facets and the resources that it looks things up in. */
export function checkReads(check: Check): readonly Read[] {
  const parent = check.on.from ? [check.on.from.facet.of] : []
  const reads = [
    ...parent,
    check.on,
    ...Object.values(check.with),
    ...Object.values(check.lookup).map((index) => index.of),
  ]
  return [...new Map(reads.map((read): [string, Read] => [read.name, read])).values()]
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
