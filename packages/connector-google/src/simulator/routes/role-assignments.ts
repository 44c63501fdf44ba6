import type { admin_directory_v1 } from '@googleapis/admin'
import type { GoogleWorld } from '../world/google-world.ts'
import { superAdminRole } from '../world/role.ts'

/** Who has which role, the users' and a group's. */
export function renderAssignments(world: GoogleWorld): admin_directory_v1.Schema$RoleAssignment[] {
  const { users, groups } = world
  const indices = users.select('administrators', ({ superAdmin, roles }) => superAdmin || roles.length > 0)
  const assignments = [...indices].flatMap((index) => {
    const user = users.get(index)
    if (!user) return []
    const roles = [...(user.superAdmin ? [superAdminRole] : []), ...user.roles]
    return roles.map((roleId) => assignment(`${index}`, roleId, user.id, 'user'))
  })
  const group = groups.get(0)
  return group ? [...assignments, assignment('90', '3894208461012997', group.id, 'group')] : assignments
}

function assignment(
  place: string,
  roleId: string,
  assignedTo: string,
  assigneeType: string,
): admin_directory_v1.Schema$RoleAssignment {
  return {
    kind: 'admin#directory#roleAssignment',
    roleAssignmentId: `${roleId.slice(-4)}${place.padStart(10, '0')}`,
    roleId,
    assignedTo,
    assigneeType,
    scopeType: 'CUSTOMER',
  }
}
