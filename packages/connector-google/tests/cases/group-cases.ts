import type { GroupSettings } from '../../src/resources/group/group-settings.ts'
import type { CheckCase } from './check-case.ts'
import { aGroup, membersWith, settingsWith } from './things.ts'

const resource = aGroup()
const domains = { 'acme.example': ['acme.example', 'acme-mail.example'] }

function access(
  check: string,
  values: Partial<GroupSettings>,
  traps: readonly Partial<GroupSettings>[] = [],
): CheckCase {
  return {
    check: `google/${check}`,
    failing: { resource, facets: { settings: settingsWith(values) } },
    passing: { resource, facets: { settings: settingsWith() } },
    alsoPassing: traps.map((trap) => ({ resource, facets: { settings: settingsWith(trap) } })),
  }
}

export const groupCases: readonly CheckCase[] = [
  access('group-anyone-can-join', { whoCanJoin: 'ANYONE_CAN_JOIN' }, [{ whoCanJoin: 'A_NEW_WORD' }]),
  access('group-anyone-can-view', { whoCanViewGroup: 'ANYONE_CAN_VIEW' }),
  access('group-anyone-can-post', { whoCanPostMessage: 'ANYONE_CAN_POST' }, [
    { whoCanPostMessage: 'ANYONE_CAN_POST', messageModerationLevel: 'MODERATE_NON_MEMBERS' },
    { whoCanPostMessage: 'ANYONE_CAN_POST', messageModerationLevel: 'MODERATE_ALL_MESSAGES' },
  ]),
  access('group-anyone-can-discover', { whoCanDiscoverGroup: 'ANYONE_CAN_DISCOVER' }),
  access('group-allows-external-members', { allowExternalMembers: true }),
  access('group-everybody-can-join', { whoCanJoin: 'ALL_IN_DOMAIN_CAN_JOIN' }, [{ whoCanJoin: 'ANYONE_CAN_JOIN' }]),
  access('group-everybody-can-view', { whoCanViewGroup: 'ALL_IN_DOMAIN_CAN_VIEW' }),
  {
    check: 'google/group-external-members',
    failing: {
      resource,
      facets: { members: membersWith({ domains: { 'acme.example': 2, 'partner.example': 1 } }) },
      lookups: { domains },
    },
    passing: { resource, facets: { members: membersWith() }, lookups: { domains } },
    alsoPassing: [
      { resource, facets: { members: membersWith({ domains: { 'acme-mail.example': 1 } }) }, lookups: { domains } },
      {
        resource,
        facets: { members: membersWith({ domains: { 'acme-project.iam.gserviceaccount.com': 1 } }) },
        lookups: { domains },
      },
      {
        resource,
        facets: { members: membersWith({ domains: { 'partner.example': 4 } }) },
        lookups: { domains },
        params: { allowedDomains: ['Partner.example'] },
      },
    ],
  },
  {
    check: 'google/group-owned',
    failing: { resource, facets: { members: membersWith({ owners: 0 }) } },
    passing: { resource, facets: { members: membersWith() } },
    notApplicable: [{ resource, facets: { members: membersWith({ count: 0, owners: 0, domains: {} }) } }],
  },
]
