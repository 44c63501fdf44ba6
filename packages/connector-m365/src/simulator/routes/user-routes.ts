import { type Answer, jsonAnswer } from '@opencasb/simulator-kit'
import { deltaAnswer } from '../http/delta-answer.ts'
import type { GraphCall } from '../http/graph-call.ts'
import { denied, notFound, unlicensed } from '../http/graph-failure.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer, listAnswer } from '../http/list-answer.ts'
import { select } from '../http/select.ts'
import type { SimulatedUser } from '../world/user.ts'
import type { M365World } from '../world/world.ts'
import { renderMethods } from './render-methods.ts'

const readUsers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']

/** A user without what has to be asked for by name. */
export function renderUser({ graph, services }: SimulatedUser): object {
  const { signInActivity: _activity, ...rest } = graph
  const assignedPlans = services.map((service) => ({
    service,
    capabilityStatus: 'Enabled',
    servicePlanId: '00000000-0000-0000-0000-000000000001',
    assignedDateTime: '2025-01-01T00:00:00Z',
  }))
  return { ...rest, assignedPlans }
}

function listUsers(call: GraphCall): Answer {
  const wantsActivity = (call.query.get('$select') ?? '').split(',').includes('signInActivity')
  if (!wantsActivity) return listAnswer(call, call.world.users.items, renderUser)
  if (call.world.plan === 'free') return unlicensed()
  if (!call.roles.has('AuditLog.Read.All')) return denied()
  const render = (user: SimulatedUser): object => ({
    ...renderUser(user),
    // Graph leaves out what never happened.
    ...(user.graph.signInActivity && { signInActivity: user.graph.signInActivity }),
  })
  return listAnswer(call, call.world.users.items, render, { most: 500 })
}

/** Users that hold a role. */
function administrators(world: M365World): ReadonlySet<number> {
  const found = new Set<number>()
  for (const { principal, kind } of world.roles.items.all()) {
    if (kind === 'eligible') continue
    if (principal.kind === 'user') found.add(principal.index)
    if (principal.kind === 'group')
      for (const member of world.groups.items.get(principal.index)?.members ?? []) found.add(member)
  }
  return found
}

const reportNames: Readonly<Record<string, string>> = {
  fido2: 'passKeyDeviceBound',
  hello: 'windowsHelloForBusiness',
  pass: 'temporaryAccessPass',
  phone: 'mobilePhone',
  authenticator: 'microsoftAuthenticatorPush',
}

function listRegistrations(call: GraphCall): Answer {
  const { world } = call
  if (world.plan === 'free') return unlicensed()
  const admins = administrators(world)
  const render = ({ index, id, graph, methods }: SimulatedUser): object => {
    const strong = methods.some(({ kind }) => kind !== 'pass')
    return {
      id,
      userPrincipalName: graph.userPrincipalName,
      userDisplayName: graph.displayName,
      userType: graph.userType === 'Guest' ? 'guest' : 'member',
      isAdmin: admins.has(index),
      isSsprRegistered: false,
      isSsprEnabled: true,
      isSsprCapable: false,
      isMfaRegistered: strong,
      isMfaCapable: strong && index % 7 !== 3,
      isPasswordlessCapable: false,
      methodsRegistered: methods.map(({ kind }) => reportNames[kind] ?? kind),
      isSystemPreferredAuthenticationMethodEnabled: false,
      systemPreferredAuthenticationMethods: [],
      userPreferredMethodForSecondaryAuthentication: 'push',
      lastUpdatedDateTime: world.moments.daysAgo(1),
    }
  }
  // The report has no disabled users.
  return listAnswer(call, world.users.items, render, {}, ({ graph }) => graph.accountEnabled === true)
}

/** Users and how they sign in. */
export const userRoutes: readonly GraphRoute[] = [
  { route: 'GET /users', permissions: readUsers, units: 2, answer: listUsers },
  {
    route: 'GET /users/delta',
    permissions: readUsers,
    units: 2,
    answer: (call) => deltaAnswer(call, call.world.users, renderUser),
  },
  {
    route: 'GET /users/{id}',
    permissions: readUsers,
    answer: ({ world, parameters: { id = '' }, query }) => {
      const user = world.users.find(id)
      return user ? jsonAnswer(select(renderUser(user), query.get('$select'))) : notFound(id)
    },
  },
  {
    route: 'GET /users/{id}/authentication/methods',
    permissions: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'],
    answer: (call) => {
      const user = call.world.users.find(call.parameters['id'] ?? '')
      return user ? heldAnswer(call, renderMethods(call.world, user)) : notFound(call.parameters['id'] ?? '')
    },
  },
  {
    route: 'GET /reports/authenticationMethods/userRegistrationDetails',
    permissions: ['AuditLog.Read.All'],
    workload: 'reports',
    answer: listRegistrations,
  },
]
