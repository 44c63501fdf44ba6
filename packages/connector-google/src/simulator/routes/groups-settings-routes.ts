import { emptyAnswer } from '@opencasb/simulator-kit'
import { jsonOf } from '../http/json-of.ts'
import { notFound } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'

/** The Groups Settings API. It answers Atom unless asked for JSON; the simulator has JSON only. */
export const groupsSettingsRoutes: readonly Route[] = [
  {
    route: 'GET /groups/v1/groups/{groupUniqueId}',
    quota: 'none',
    scopes: ['https://www.googleapis.com/auth/apps.groups.settings'],
    answer: (call) => {
      if (call.query.get('alt') !== 'json') return emptyAnswer(406)
      const group = call.world.group(call.parameters['groupUniqueId'] ?? '')
      if (!group) return notFound('groupUniqueId')
      return jsonOf(call, {
        kind: 'groupsSettings#groups',
        email: group.email,
        name: group.name,
        description: '',
        whoCanJoin: group.whoCanJoin,
        whoCanViewGroup: group.whoCanViewGroup,
        whoCanPostMessage: group.whoCanPostMessage,
        whoCanViewMembership: 'ALL_MEMBERS_CAN_VIEW',
        whoCanDiscoverGroup: group.whoCanDiscoverGroup,
        allowExternalMembers: String(group.allowExternalMembers),
        messageModerationLevel: group.messageModerationLevel,
        archiveOnly: 'false',
        isArchived: 'false',
      })
    },
  },
]
