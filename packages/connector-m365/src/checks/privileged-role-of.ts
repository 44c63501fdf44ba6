import { type PrivilegedRole, privilegedRoles } from '../resources/role/privileged-roles.ts'
import type { RoleAssignment } from '../resources/role/role-assignment.ts'

/** Why assignments of other roles are not judged. */
export const notPrivileged = 'The role is not among the privileged ones'

/** The privileged role that an assignment gives, whatever part of the tenant it is for. */
export function privilegedRoleOf({ roleDefinitionId }: RoleAssignment): PrivilegedRole | undefined {
  return privilegedRoles.get(roleDefinitionId.toLowerCase())
}

/** What people call the holder. */
export function holderOf({ principal, principalId }: RoleAssignment): string {
  return principal?.name ?? principalId
}
