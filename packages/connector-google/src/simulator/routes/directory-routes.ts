import type { admin_directory_v1 } from '@googleapis/admin'
import { everything, held } from '@opencasb/simulator-kit'
import { jsonOf } from '../http/json-of.ts'
import { collectionAnswer, listAnswer } from '../http/listing-answer.ts'
import { invalidParameter, notFound } from '../http/refusal.ts'
import type { Call, Route } from '../http/route.ts'
import { simulatedApps } from '../world/oauth-app.ts'
import { simulatedUnits } from '../world/organizational-unit.ts'
import { simulatedRoles } from '../world/role.ts'
import { renderDomain, renderGroup, renderMember, renderRole, renderUnit } from './render-directory.ts'
import { renderUser } from './render-user.ts'
import { renderAssignments } from './role-assignments.ts'

const base = '/admin/directory/v1'
const scope = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `https://www.googleapis.com/auth/admin.directory.${name}`)
const users = [...scope('user', 'user.readonly'), 'https://www.googleapis.com/auth/cloud-platform']
const groups = scope('group', 'group.readonly')
const members = scope('group', 'group.member', 'group.member.readonly', 'group.readonly')
const rolesScopes = scope('rolemanagement', 'rolemanagement.readonly')
const domains = scope('domain', 'domain.readonly')
const units = scope('orgunit', 'orgunit.readonly')

/** The Directory API. */
export const directoryRoutes: readonly Route[] = [
  {
    route: `GET ${base}/users`,
    quota: 'directory',
    scopes: users,
    answer: (call) =>
      isOwn(call, call.query.get('customer'))
        ? collectionAnswer(call, call.world.users, {
            kind: 'admin#directory#users',
            field: 'users',
            size: { default: 100, max: 500 },
            render: (user) => [renderUser(user, call.world)],
          })
        : invalidParameter('customer'),
  },
  {
    route: `GET ${base}/users/{userKey}`,
    quota: 'directory',
    scopes: scope('user', 'user.readonly'),
    answer: (call) => {
      const user = call.world.user(call.parameters['userKey'] ?? '')
      return user ? jsonOf(call, renderUser(user, call.world)) : notFound('userKey')
    },
  },
  {
    route: `GET ${base}/users/{userKey}/tokens`,
    quota: 'directory',
    scopes: scope('user.security'),
    answer: (call) => {
      const user = call.world.user(call.parameters['userKey'] ?? '')
      if (!user) return notFound('userKey')
      const items = user.apps.flatMap((at): admin_directory_v1.Schema$Token[] => {
        const app = simulatedApps[at]
        if (!app) return []
        return [
          {
            kind: 'admin#directory#token',
            clientId: app.clientId,
            displayText: app.name,
            anonymous: app.anonymous,
            nativeApp: app.native,
            scopes: [...app.scopes],
            userKey: user.id,
          },
        ]
      })
      const body: admin_directory_v1.Schema$Tokens = {
        kind: 'admin#directory#tokenList',
        ...(items.length > 0 && { items }),
      }
      return jsonOf(call, body)
    },
  },
  {
    route: `GET ${base}/groups`,
    quota: 'directory',
    scopes: groups,
    answer: (call) =>
      isOwn(call, call.query.get('customer'))
        ? collectionAnswer(call, call.world.groups, {
            kind: 'admin#directory#groups',
            field: 'groups',
            size: { default: 200, max: 200 },
            render: (group) => [renderGroup(group)],
          })
        : invalidParameter('customer'),
  },
  {
    route: `GET ${base}/groups/{groupKey}/members`,
    quota: 'directory',
    scopes: members,
    answer: (call) => {
      const group = call.world.group(call.parameters['groupKey'] ?? '')
      if (!group) return notFound('groupKey')
      return listAnswer(call, held(group.members), {
        kind: 'admin#directory#members',
        field: 'members',
        size: { default: 200, max: 200 },
        render: (member) => renderMember(member, call.world),
      })
    },
  },
  {
    route: `GET ${base}/groups/{groupKey}/hasMember/{memberKey}`,
    quota: 'directory',
    scopes: members,
    answer: (call) => {
      const { world, parameters } = call
      const group = world.group(parameters['groupKey'] ?? '')
      const user = world.user(parameters['memberKey'] ?? '')
      if (!group || !user) return notFound(group ? 'memberKey' : 'groupKey')
      const body: admin_directory_v1.Schema$MembersHasMember = {
        isMember: group.members.some((member) => member.user === user.index),
      }
      return jsonOf(call, body)
    },
  },
  {
    route: `GET ${base}/customer/{customer}/roles`,
    quota: 'directory',
    scopes: rolesScopes,
    answer: (call) =>
      ofCustomer(call, () =>
        listAnswer(call, held(simulatedRoles), {
          kind: 'admin#directory#roles',
          field: 'items',
          size: { default: 100, max: 100 },
          render: (role) => [renderRole(role)],
        }),
      ),
  },
  {
    route: `GET ${base}/customer/{customer}/roleassignments`,
    quota: 'directory',
    scopes: rolesScopes,
    answer: (call) =>
      ofCustomer(call, () =>
        listAnswer(call, held(renderAssignments(call.world)), {
          kind: 'admin#directory#roleAssignments',
          field: 'items',
          size: { default: 200, max: 200 },
          render: (assignment) => [assignment],
        }),
      ),
  },
  {
    route: `GET ${base}/customer/{customer}/domains`,
    quota: 'directory',
    scopes: domains,
    answer: (call) =>
      ofCustomer(call, () => {
        const body: admin_directory_v1.Schema$Domains2 = {
          kind: 'admin#directory#domains',
          domains: everything(call.world.domains).slice(0, 1_000).map(renderDomain),
        }
        return jsonOf(call, body)
      }),
  },
  {
    route: `GET ${base}/customer/{customerId}/orgunits`,
    quota: 'directory',
    scopes: units,
    answer: (call) =>
      ofCustomer(call, () => {
        const withRoot = call.query.get('type') === 'allIncludingParent'
        const body: admin_directory_v1.Schema$OrgUnits = {
          kind: 'admin#directory#orgUnits',
          organizationUnits: simulatedUnits.slice(withRoot ? 0 : 1).map(renderUnit),
        }
        return jsonOf(call, body)
      }),
  },
]

function isOwn({ world }: Call, customer: string | null | undefined): boolean {
  return customer === 'my_customer' || customer === world.customerId
}

function ofCustomer(call: Call, answer: () => ReturnType<Route['answer']>): ReturnType<Route['answer']> {
  return isOwn(call, call.parameters['customer'] ?? call.parameters['customerId']) ? answer() : notFound('customer')
}
