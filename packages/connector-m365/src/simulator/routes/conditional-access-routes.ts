import { jsonAnswer } from '@opencasb/simulator-kit'
import { notFound } from '../http/graph-failure.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer } from '../http/list-answer.ts'
import { select } from '../http/select.ts'

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
  {
    route: 'GET /directoryObjects/{id}',
    permissions: ['Directory.Read.All', 'Directory.ReadWrite.All'],
    answer: (call) => {
      const { world, parameters, query } = call
      const id = parameters['id'] ?? ''
      const user = world.users.find(id)
      const found = user ?? world.groups.find(id)
      if (!found) return notFound(id)
      const item = { '@odata.type': `#microsoft.graph.${user ? 'user' : 'group'}`, ...found.graph }
      return jsonAnswer(select(item, query.get('$select')))
    },
  },
]
