import { deltaAnswer } from '../http/delta-answer.ts'
import { notFound } from '../http/graph-failure.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer, listAnswer } from '../http/list-answer.ts'
import type { SimulatedGroup } from '../world/group.ts'
import { renderUser } from './user-routes.ts'

const readGroups = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
const renderGroup = ({ graph }: SimulatedGroup): object => graph

/** Groups and their members. */
export const groupRoutes: readonly GraphRoute[] = [
  {
    route: 'GET /groups',
    permissions: readGroups,
    answer: (call) => listAnswer(call, call.world.groups.items, renderGroup),
  },
  {
    route: 'GET /groups/delta',
    permissions: readGroups,
    answer: (call) => deltaAnswer(call, call.world.groups, renderGroup),
  },
  {
    route: 'GET /groups/{id}/transitiveMembers/microsoft.graph.user',
    permissions: ['GroupMember.Read.All', 'GroupMember.ReadWrite.All', ...readGroups],
    units: 5,
    answer: (call) => {
      const { world, parameters, roles } = call
      const group = world.groups.find(parameters['id'] ?? '')
      if (!group) return notFound(parameters['id'] ?? '')
      const users = group.members.flatMap((index) => world.users.items.get(index) ?? [])
      // Without a permission for users there are ids and nothing else.
      const mayRead = ['User.Read.All', 'Directory.Read.All'].some((role) => roles.has(role))
      return heldAnswer(
        call,
        users.map((user) => (mayRead ? renderUser(user) : { id: user.id })),
      )
    },
  },
]
