import type { Check } from '@opencasb/core/connector'
import { choiceIs, defineSettingCheck, switchIs } from './define-setting-check.ts'

const sharing = 'In the Admin console, open Apps, Google Workspace, Groups for Business, Sharing settings'
const setting = 'groups_for_business.groups_sharing'

/** Checks of what groups may be; the settings of each group are looked at elsewhere. */
export const groupsChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/groups-closed-to-outsiders',
    setting,
    severity: 'medium',
    title: 'People outside may reach groups',
    finding: 'People outside of the organisation may reach groups',
    risk: 'Groups are read, searched and joined by strangers as soon as one owner opens them.',
    remediation: `${sharing}, "Accessing groups from outside this organization", and choose "Private".`,
    frameworks: { 'scuba-gws': ['GWS.GROUPS.1.1'], 'cis-gws': ['3.1.6.1'] },
    compliant: choiceIs('collaborationCapability', ['DOMAIN_USERS_ONLY'], ['ANYONE_CAN_ACCESS']),
  }),
  defineSettingCheck({
    id: 'google/group-owners-cannot-add-outsiders',
    setting,
    severity: 'medium',
    title: 'Group owners may add people from outside',
    finding: 'Group owners may add people from outside',
    risk: 'A member of a group gets its mail and all files that are shared with it, and nobody looks at who is a member.',
    remediation: `${sharing}, "Member & email access", and untick "Group owners can allow external members".`,
    frameworks: { 'scuba-gws': ['GWS.GROUPS.1.2'] },
    compliant: switchIs('ownersCanAllowExternalMembers', false),
  }),
  defineSettingCheck({
    id: 'google/group-owners-cannot-open-posting',
    setting,
    severity: 'low',
    title: 'Group owners may let anybody write to the group',
    finding: 'Group owners may let anybody outside write to the group',
    risk: 'One false message reaches everybody in the group, in the name of whoever the sender likes.',
    remediation: `${sharing}, "Member & email access", and untick "Group owners can allow incoming email from outside the organization".`,
    frameworks: { 'scuba-gws': ['GWS.GROUPS.1.3'] },
    compliant: switchIs('ownersCanAllowIncomingMailFromPublic', false),
  }),
  defineSettingCheck({
    id: 'google/groups-created-by-admins-only',
    setting,
    severity: 'low',
    title: 'Users may create groups',
    finding: 'Others than administrators may create groups',
    risk: 'Access is given to groups: whoever makes them without anybody looking decides who is in.',
    remediation: `${sharing}, "Creating groups", and choose "Only organization admins can create groups".`,
    frameworks: { 'scuba-gws': ['GWS.GROUPS.2.1'], 'cis-gws': ['3.1.6.2'] },
    compliant: choiceIs('createGroupsAccessLevel', ['ADMIN_ONLY'], ['USERS_IN_DOMAIN', 'ANYONE_CAN_CREATE']),
  }),
  defineSettingCheck({
    id: 'google/group-conversations-for-members',
    setting,
    severity: 'low',
    title: 'New groups can be read by more than their members',
    finding: 'Conversations of new groups can be read by more than their members',
    risk: 'People write to a group as if to its members, and everybody reads it.',
    remediation: `${sharing}, "Default for permission to view conversations", and choose "All group members".`,
    frameworks: { 'scuba-gws': ['GWS.GROUPS.3.1'], 'cis-gws': ['3.1.6.3'] },
    compliant: choiceIs(
      'viewTopicsDefaultAccessLevel',
      ['GROUP_MEMBERS', 'MANAGERS', 'OWNERS'],
      ['DOMAIN_USERS', 'ANYONE_CAN_VIEW_TOPICS'],
    ),
  }),
  defineSettingCheck({
    id: 'google/groups-cannot-be-hidden',
    setting,
    severity: 'low',
    title: 'Group owners may hide groups',
    finding: 'Groups may be hidden from the directory',
    risk: 'Groups that nobody sees are not looked at when access is reviewed.',
    remediation: `${sharing}, "Hide groups from directory", and untick "Group owners can hide groups from the directory" and "Hide newly created groups from the directory".`,
    frameworks: { 'scuba-gws': ['GWS.GROUPS.4.1'] },
    compliant(value) {
      if (value.on('newGroupsAreHidden')) return 'New groups are hidden from the directory'
      return !value.on('ownersCanHideGroups')
    },
  }),
]
