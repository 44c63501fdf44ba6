import type { admin_directory_v1 } from '@googleapis/admin'
import type { SimulatedDomain } from '../world/domain.ts'
import type { GoogleWorld } from '../world/google-world.ts'
import type { SimulatedGroup, SimulatedMember } from '../world/group.ts'
import type { SimulatedUnit } from '../world/organizational-unit.ts'
import { directoryService, type SimulatedRole } from '../world/role.ts'

/** A group as the Directory API writes it. */
export function renderGroup({
  id,
  email,
  name,
  adminCreated,
  members: all,
}: SimulatedGroup): admin_directory_v1.Schema$Group {
  return {
    kind: 'admin#directory#group',
    id,
    email,
    name,
    description: '',
    adminCreated,
    directMembersCount: String(all.length),
  }
}

/** A member of a group; none where the user was deleted. */
export function renderMember(
  { user: at, email, role }: SimulatedMember,
  world: GoogleWorld,
): admin_directory_v1.Schema$Member[] {
  const user = at === undefined ? undefined : world.users.get(at)
  if (!user && email === undefined) return []
  return [
    {
      kind: 'admin#directory#member',
      id: user?.id ?? `1${email?.length ?? 0}0000000000000000000`,
      email: user?.email ?? email ?? null,
      role,
      type: 'USER',
      status: 'ACTIVE',
    },
  ]
}

/** A role of administrators. */
export function renderRole({
  id,
  name,
  system,
  superAdmin,
  privileges,
}: SimulatedRole): admin_directory_v1.Schema$Role {
  return {
    kind: 'admin#directory#role',
    roleId: id,
    roleName: name,
    ...(system && { isSystemRole: true }),
    ...(superAdmin && { isSuperAdminRole: true }),
    rolePrivileges: privileges.map((privilegeName) => ({ privilegeName, serviceId: directoryService })),
  }
}

/** A domain with its aliases. */
export function renderDomain({ name, primary, verified, aliases }: SimulatedDomain): admin_directory_v1.Schema$Domains {
  return {
    kind: 'admin#directory#domain',
    domainName: name,
    isPrimary: primary,
    verified,
    ...(aliases.length > 0 && {
      domainAliases: aliases.map((alias) => ({
        kind: 'admin#directory#domainAlias',
        domainAliasName: alias.name,
        parentDomainName: name,
        verified: alias.verified,
      })),
    }),
  }
}

/** An organisational unit. */
export function renderUnit({ id, name, path, parentId }: SimulatedUnit): admin_directory_v1.Schema$OrgUnit {
  return {
    kind: 'admin#directory#orgUnit',
    orgUnitId: id,
    name,
    orgUnitPath: path,
    ...(parentId !== undefined && { parentOrgUnitId: parentId }),
  }
}
