/** A role of administrators. */
export interface SimulatedRole {
  readonly id: string
  readonly name: string
  readonly system: boolean
  readonly superAdmin: boolean
  readonly privileges: readonly string[]
}

/** Service of the privileges of users, groups and units. */
export const directoryService = '00haapch16h1ysv'

/** The roles of every account: those that Google makes, and one of its own. */
export const simulatedRoles: readonly SimulatedRole[] = [
  role('3894208461012993', '_SEED_ADMIN_ROLE', true, ['SUPER_ADMIN']),
  role('3894208461012994', '_GROUPS_ADMIN_ROLE', false, ['GROUPS_ALL']),
  role('3894208461012995', '_USER_MANAGEMENT_ADMIN_ROLE', false, ['USERS_ALL', 'ORGANIZATION_UNITS_RETRIEVE']),
  role('3894208461012996', '_HELP_DESK_ADMIN_ROLE', false, ['USERS_RETRIEVE', 'USERS_RESET_PASSWORD']),
  role('3894208461012997', '_SERVICE_ADMIN_ROLE', false, ['SERVICES']),
  { ...role('3894208461012998', 'Licence desk', false, ['LICENSING']), system: false },
]

/** The role that may do everything. */
export const superAdminRole = '3894208461012993'

/** Roles that delegated administrators have. */
export const delegatedRoles: readonly string[] = simulatedRoles.filter((one) => !one.superAdmin).map(({ id }) => id)

function role(id: string, name: string, superAdmin: boolean, privileges: readonly string[]): SimulatedRole {
  return { id, name, system: true, superAdmin, privileges }
}
