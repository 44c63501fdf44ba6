/** What permissions that are not named after what they read include. */
const includes: Readonly<Record<string, readonly string[]>> = {
  'Directory.ReadWrite.All': ['Directory.Read.All'],
  'Directory.Read.All': [
    'User.Read.All',
    'Group.Read.All',
    'GroupMember.Read.All',
    'Application.Read.All',
    'DelegatedPermissionGrant.Read.All',
    'Domain.Read.All',
    'Organization.Read.All',
  ],
  'Group.Read.All': ['GroupMember.Read.All'],
  'Sites.FullControl.All': ['Sites.Read.All'],
  'Sites.Manage.All': ['Sites.Read.All'],
  'Calendars.Read': ['Calendars.ReadBasic.All'],
}

/**
 * Application permissions with what they include spelled out: who may write may read, and who may read the directory may
 * read what is in it.
 */
export function expandRoles(roles: Iterable<string>): ReadonlySet<string> {
  const expanded = new Set<string>()
  const pending = [...roles]
  for (let role = pending.pop(); role !== undefined; role = pending.pop()) {
    if (expanded.has(role)) continue
    expanded.add(role)
    if (role.includes('.ReadWrite')) pending.push(role.replace('.ReadWrite', '.Read'))
    pending.push(...(includes[role] ?? []))
  }
  return expanded
}
