import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer } from '../http/list-answer.ts'

const readPolicies = ['Policy.Read.All']

/** Conditional Access, which Graph answers at one request a second. */
export const conditionalAccessRoutes: readonly GraphRoute[] = [
  {
    route: 'GET /identity/conditionalAccess/policies',
    permissions: readPolicies,
    workload: 'protection',
    answer: (call) => heldAnswer(call, call.world.policies.conditionalAccess.policies),
  },
  {
    route: 'GET /identity/conditionalAccess/namedLocations',
    permissions: readPolicies,
    workload: 'protection',
    answer: (call) => heldAnswer(call, call.world.policies.conditionalAccess.locations),
  },
  {
    route: 'GET /policies/authenticationStrengthPolicies',
    permissions: [
      'Policy.Read.AuthenticationMethod',
      'Policy.Read.All',
      'Policy.ReadWrite.AuthenticationMethod',
      'Policy.ReadWrite.ConditionalAccess',
    ],
    answer: (call) => heldAnswer(call, call.world.policies.conditionalAccess.strengths),
  },
]
