/** Permissions with which an app or a token can take an organisation over, or change what it ships. */
const powerful: ReadonlySet<string> = new Set([
  'administration',
  'contents',
  'workflows',
  'actions',
  'secrets',
  'environments',
  'members',
  'organization_administration',
  'organization_secrets',
  'organization_hooks',
  'organization_self_hosted_runners',
  'organization_personal_access_tokens',
  'organization_custom_roles',
  'organization_custom_org_roles',
])

/** Those of the given permissions that may be written and are powerful, sorted. */
export function broadPermissions(permissions: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(permissions)
    .filter(([name, level]) => level !== 'read' && powerful.has(name))
    .map(([name]) => name)
    .sort()
}

/** Whether the permissions reach beyond repositories, into the organisation itself. */
export function reachesOrganization(permissions: readonly string[]): boolean {
  return permissions.some((name) => name.startsWith('organization_') || name === 'members')
}
