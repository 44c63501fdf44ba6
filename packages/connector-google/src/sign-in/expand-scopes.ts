import { googleApis, scopePrefix } from '../google-api.ts'

/** Scopes that hold others under names of their own; `x` holds `x.readonly` without saying. */
const holders: Readonly<Record<string, readonly string[]>> = {
  drive: ['drive.metadata.readonly'],
  'drive.readonly': ['drive.metadata.readonly'],
  calendar: ['calendar.acls.readonly', 'calendar.calendarlist.readonly'],
  'calendar.readonly': ['calendar.calendarlist.readonly'],
}

/** Spells out what scopes that were granted hold besides themselves. */
export function expandScopes(scopes: readonly string[]): ReadonlySet<string> {
  const known = new Set(Object.values(googleApis).flatMap((api) => api.scopes))
  const all = new Set(scopes)
  for (const scope of scopes) {
    if (known.has(`${scope}.readonly`)) all.add(`${scope}.readonly`)
    const name = scope.startsWith(scopePrefix) ? scope.slice(scopePrefix.length) : scope
    for (const held of holders[name] ?? []) all.add(`${scopePrefix}${held}`)
  }
  return all
}
