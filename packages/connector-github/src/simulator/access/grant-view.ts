import type { Grant } from './grant.ts'

const views = new WeakMap<Grant, string>()

/** A text that is the same for grants that see the same. */
export function viewOfGrant(grant: Grant): string {
  let view = views.get(grant)
  if (view === undefined) {
    const rights = [...grant.scopes, ...[...grant.permissions].map(([name, level]) => `${name}:${level}`)]
    view = [grant.kind, grant.id, ...rights, '|', ...grant.organizations].join(' ')
    views.set(grant, view)
  }
  return view
}
