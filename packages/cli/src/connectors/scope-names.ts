/**
 * Names a part of a tenant: a scan of a part is an integration of its own, so that it closes nothing of the whole.
 * @example scopeNames({ users: ['a@example.com'], since: '2026-01-31' }) // ['since=2026-01-31', 'users=a@example.com']
 */
export function scopeNames(scope: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(scope)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.toSorted().join(',') : String(value)}`)
    .sort()
}
