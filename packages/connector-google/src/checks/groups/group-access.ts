import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { group } from '../../resources/group/group.ts'
import { type GroupSettings, groupSettings } from '../../resources/group/group-settings.ts'

interface Rule {
  readonly name: string
  readonly title: string
  readonly severity: Check['severity']
  readonly risk: string
  readonly remediation: string
  readonly frameworks?: Check['frameworks']
  readonly setting: keyof GroupSettings
  /** What is wrong, in Google's word. */
  readonly wrong: string | boolean
  /** How the message ends: `lets anybody join`. */
  readonly lets: string
  /** What makes it right all the same. */
  readonly unless?: (settings: GroupSettings) => boolean
}

const access = 'In the Admin console, open "Directory", "Groups", the group, "Access settings", and'

function groupAccess({ name, setting, wrong, lets, unless, ...words }: Rule): Check {
  return defineCheck({
    ...words,
    id: `google/${name}`,
    version: 1,
    category: 'data-exposure',
    see: 'https://support.google.com/a/answer/10427204',
    on: group,
    with: { settings: groupSettings },
    evaluate: ({ resource, settings }) => {
      if (settings[setting] !== wrong || unless?.(settings)) return pass()
      return fail(`The group ${resource.email} ${lets}`, {
        evidence: { [setting]: wrong, messageModerationLevel: settings.messageModerationLevel },
      })
    },
  })
}

/** Messages of strangers wait for somebody's approval. */
function isModerated({ messageModerationLevel }: GroupSettings): boolean {
  return messageModerationLevel === 'MODERATE_NON_MEMBERS' || messageModerationLevel === 'MODERATE_ALL_MESSAGES'
}

/** Who may do what in groups. */
export const groupAccessChecks: readonly Check[] = [
  groupAccess({
    name: 'group-anyone-can-join',
    setting: 'whoCanJoin',
    wrong: 'ANYONE_CAN_JOIN',
    lets: 'lets anybody on the Internet join',
    title: 'Anybody on the Internet can join a group',
    severity: 'high',
    risk: 'A stranger who joins gets the mail of the group, its archive, and all files and calendars that are shared with it.',
    remediation: `${access} set "Who can join the group" to "Only invited users".`,
    frameworks: { 'cis-gws': ['3.1.6.1'], 'scuba-gws': ['GWS.GROUPS.1.1'] },
  }),
  groupAccess({
    name: 'group-anyone-can-view',
    setting: 'whoCanViewGroup',
    wrong: 'ANYONE_CAN_VIEW',
    lets: 'shows its conversations to anybody on the Internet',
    title: 'Conversations of a group are public',
    severity: 'high',
    risk: 'Everything that was ever sent to the group can be read, and found with search engines, by anybody.',
    remediation: `${access} clear "External" for "View conversations".`,
    frameworks: { 'cis-gws': ['3.1.6.1'], 'scuba-gws': ['GWS.GROUPS.1.1'] },
  }),
  groupAccess({
    name: 'group-anyone-can-post',
    setting: 'whoCanPostMessage',
    wrong: 'ANYONE_CAN_POST',
    lets: 'takes mail from anybody without moderation',
    unless: isModerated,
    title: 'Anybody can post to a group without moderation',
    severity: 'medium',
    risk: 'Phishing reaches all members at once, under the name of a group that they trust.',
    remediation: `${access} clear "External" for "Publish posts", or moderate messages of non-members where the group has to take mail from outside.`,
    frameworks: { 'scuba-gws': ['GWS.GROUPS.1.3'] },
  }),
  groupAccess({
    name: 'group-anyone-can-discover',
    setting: 'whoCanDiscoverGroup',
    wrong: 'ANYONE_CAN_DISCOVER',
    lets: 'can be found by anybody on the Internet',
    title: 'A group can be found from outside',
    severity: 'low',
    risk: 'Names and descriptions of groups tell how the organisation is built, and what to send phishing mail to.',
    remediation: `${access} let only users of the organisation find the group.`,
  }),
  groupAccess({
    name: 'group-allows-external-members',
    setting: 'allowExternalMembers',
    wrong: true,
    lets: 'may have members from outside',
    title: 'A group may have members from outside',
    severity: 'low',
    risk: 'Whoever runs the group can let strangers in, who then see all that is shared with it.',
    remediation: `${access} switch "Allow members outside your organisation" off where nobody needs it.`,
    frameworks: { 'cis-gws': ['3.1.6.1'], 'scuba-gws': ['GWS.GROUPS.1.2'] },
  }),
  groupAccess({
    name: 'group-everybody-can-join',
    setting: 'whoCanJoin',
    wrong: 'ALL_IN_DOMAIN_CAN_JOIN',
    lets: 'lets everybody in the organisation join without being asked',
    title: 'Everybody in the organisation can join a group',
    severity: 'low',
    risk: 'Where files, calendars or roles are given to the group, everybody can give them to themselves.',
    remediation: `${access} set "Who can join the group" to "Only invited users" or "Anyone in the organisation can ask".`,
  }),
  groupAccess({
    name: 'group-everybody-can-view',
    setting: 'whoCanViewGroup',
    wrong: 'ALL_IN_DOMAIN_CAN_VIEW',
    lets: 'shows its conversations to everybody in the organisation',
    title: 'Conversations of a group are open to the organisation',
    severity: 'low',
    risk: 'Mail that was meant for a team, with its attachments, can be read by every account of the organisation, a stolen one included.',
    remediation: `${access} set "View conversations" to "Group members".`,
    frameworks: { 'cis-gws': ['3.1.6.3'], 'scuba-gws': ['GWS.GROUPS.3.1'] },
  }),
]
