/**
 * The permissions of an app installation as `name:level`, lower levels spelled out: who may write may read.
 */
export function expandPermissions(permissions: Readonly<Record<string, string>>): ReadonlySet<string> {
  const expanded = new Set<string>()
  for (const [name, level] of Object.entries(permissions)) {
    expanded.add(`${name}:${level}`)
    if (level === 'admin') expanded.add(`${name}:write`)
    if (level === 'admin' || level === 'write') expanded.add(`${name}:read`)
  }
  return expanded
}
