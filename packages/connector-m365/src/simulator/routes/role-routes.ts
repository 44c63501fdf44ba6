import type { Answer } from '@opencasb/simulator-kit'
import type { GraphCall } from '../http/graph-call.ts'
import { graphFailure } from '../http/graph-failure.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer, listAnswer } from '../http/list-answer.ts'
import type { SimulatedRole } from '../world/role.ts'
import { makeRolePolicies } from '../world/role-policy.ts'
import type { M365World } from '../world/world.ts'

const readRoles = ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory']
const readDirectory = ['Directory.Read.All', 'Directory.ReadWrite.All']

function principalId(world: M365World, { principal }: SimulatedRole): string {
  const kind = { user: world.users, group: world.groups, servicePrincipal: world.servicePrincipals }[principal.kind]
  return kind.idOf(principal.index)
}

function expanded(world: M365World, { principal }: SimulatedRole): object | null {
  const kind = { user: world.users, group: world.groups, servicePrincipal: world.servicePrincipals }[principal.kind]
  const found = kind.items.get(principal.index)
  if (!found) return null
  const { id, displayName } = found.graph
  return {
    '@odata.type': `#microsoft.graph.${principal.kind}`,
    id,
    displayName,
    ...('userPrincipalName' in found.graph && { userPrincipalName: found.graph.userPrincipalName }),
  }
}

function list(
  call: GraphCall,
  fits: (role: SimulatedRole) => boolean,
  fields: (role: SimulatedRole) => object,
): Answer {
  const { world, query } = call
  const render = (role: SimulatedRole): object => ({
    id: role.id,
    roleDefinitionId: role.roleDefinitionId,
    principalId: principalId(world, role),
    directoryScopeId: '/',
    ...fields(role),
    ...(query.get('$expand') === 'principal' && { principal: expanded(world, role) }),
  })
  return listAnswer(call, world.roles.items, render, {}, fits)
}

const unlicensedForManagement = (): Answer =>
  graphFailure(
    400,
    'AadPremiumLicenseRequired',
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  )

const isHeld = ({ kind }: SimulatedRole): boolean => kind !== 'eligible'

/** Directory roles: who holds them, who may, and what that takes. */
export const roleRoutes: readonly GraphRoute[] = [
  {
    route: 'GET /policies/roleManagementPolicyAssignments',
    permissions: readRoles,
    answer: (call) =>
      call.world.plan === 'p2'
        ? heldAnswer(call, makeRolePolicies(call.world.seed, call.world.tenantId))
        : unlicensedForManagement(),
  },
  {
    route: 'GET /roleManagement/directory/roleAssignments',
    permissions: [...readRoles, ...readDirectory],
    answer: (call) => list(call, isHeld, () => ({})),
  },
  {
    route: 'GET /roleManagement/directory/roleAssignmentScheduleInstances',
    permissions: ['RoleAssignmentSchedule.Read.Directory', 'RoleAssignmentSchedule.ReadWrite.Directory', ...readRoles],
    answer: (call) =>
      call.world.plan === 'p2'
        ? list(call, isHeld, ({ kind, endDateTime }) => ({
            assignmentType: kind === 'activated' ? 'Activated' : 'Assigned',
            memberType: 'Direct',
            startDateTime: call.world.moments.daysAgo(10),
            endDateTime,
          }))
        : unlicensedForManagement(),
  },
  {
    route: 'GET /roleManagement/directory/roleEligibilityScheduleInstances',
    permissions: [
      'RoleEligibilitySchedule.Read.Directory',
      'RoleEligibilitySchedule.ReadWrite.Directory',
      ...readRoles,
    ],
    answer: (call) =>
      call.world.plan === 'p2'
        ? list(
            call,
            ({ kind }) => kind === 'eligible',
            ({ endDateTime }) => ({ memberType: 'Direct', startDateTime: call.world.moments.daysAgo(10), endDateTime }),
          )
        : unlicensedForManagement(),
  },
]
