import { type Answer, jsonAnswer } from '@opencasb/simulator-kit'
import { deltaAnswer } from '../http/delta-answer.ts'
import type { GraphCall } from '../http/graph-call.ts'
import { notFound } from '../http/graph-failure.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer, listAnswer } from '../http/list-answer.ts'
import { select } from '../http/select.ts'
import type { SimulatedServicePrincipal } from '../world/service-principal.ts'
import { renderUser } from './user-routes.ts'

const readDirectory = ['Directory.Read.All', 'Directory.ReadWrite.All']
const readApplications = ['Application.Read.All', 'Application.ReadWrite.All', ...readDirectory]
const renderPrincipal = ({ graph }: SimulatedServicePrincipal): object => graph

function listPrincipals(call: GraphCall): Answer {
  const filter = call.query.get('$filter')
  const { items } = call.world.servicePrincipals
  if (filter === null) return listAnswer(call, items, renderPrincipal)
  const wanted = [...filter.matchAll(/'([^']+)'/g)].map(([, appId]) => appId)
  // Well-known applications are the first ones; no other filter by application is asked for.
  const found = items.slice(0, 10).filter(({ graph }) => wanted.includes(graph.appId ?? ''))
  return heldAnswer(call, found.map(renderPrincipal))
}

/** Applications, service principals and what they may do. */
export const applicationRoutes: readonly GraphRoute[] = [
  {
    route: 'GET /applications',
    permissions: readApplications,
    units: 2,
    answer: (call) => listAnswer(call, call.world.applications.items, ({ graph }) => graph),
  },
  {
    route: 'GET /applications/{id}/owners',
    permissions: readApplications,
    answer: (call) => {
      const { world, parameters } = call
      const application = world.applications.find(parameters['id'] ?? '')
      if (!application) return notFound(parameters['id'] ?? '')
      const owners = application.owners.flatMap((index) => world.users.items.get(index) ?? [])
      return heldAnswer(
        call,
        owners.map((user) => ({ '@odata.type': '#microsoft.graph.user', ...renderUser(user) })),
      )
    },
  },
  { route: 'GET /servicePrincipals', permissions: readApplications, units: 2, answer: listPrincipals },
  {
    route: 'GET /servicePrincipals/delta',
    permissions: readApplications,
    units: 2,
    answer: (call) => deltaAnswer(call, call.world.servicePrincipals, renderPrincipal),
  },
  {
    route: 'GET /servicePrincipals/{id}',
    permissions: readApplications,
    answer: ({ world, parameters: { id = '' }, query }) => {
      const principal = world.servicePrincipals.find(id)
      return principal ? jsonAnswer(select(renderPrincipal(principal), query.get('$select'))) : notFound(id)
    },
  },
  {
    route: 'GET /servicePrincipals/{id}/appRoleAssignedTo',
    permissions: readApplications,
    units: 2,
    answer: (call) => {
      const { world, parameters } = call
      const index = world.servicePrincipals.indexOf(parameters['id'] ?? '')
      if (index === undefined || !world.servicePrincipals.items.has(index)) return notFound(parameters['id'] ?? '')
      return listAnswer(
        call,
        world.roleGrants.items,
        ({ graph }) => graph,
        {},
        ({ api }) => api === index,
      )
    },
  },
  {
    route: 'GET /oauth2PermissionGrants',
    permissions: [...readDirectory, 'DelegatedPermissionGrant.ReadWrite.All'],
    units: 2,
    answer: (call) => listAnswer(call, call.world.grants.items, ({ graph }) => graph),
  },
]
