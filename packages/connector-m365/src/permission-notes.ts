import type { PermissionNote } from '@opencasb/core/connector'

/** What each application permission is for. Labels as on Microsoft's screen. */
export const permissionNotes: readonly PermissionNote[] = [
  {
    permission: 'Organization.Read.All',
    label: 'Read organization information',
    reason:
      'Reads the name of the tenant, which plans it has, and whether synchronisation with Active Directory works.',
  },
  {
    permission: 'Domain.Read.All',
    label: 'Read domains',
    reason: 'Lists domains with their password policy. SPF, DKIM and DMARC are then looked up in public DNS.',
  },
  {
    permission: 'User.Read.All',
    label: "Read all users' full profiles and company properties",
    reason: 'Lists users and guests with their state, password policies and synchronisation.',
  },
  {
    permission: 'AuditLog.Read.All',
    label: 'Read all audit log data',
    reason: 'Shows when users last signed in, and who has registered a second factor. No other log is read.',
  },
  {
    permission: 'UserAuthenticationMethod.Read.All',
    label: "Read all users' authentication methods",
    reason:
      'Shows whether security keys are attested, Windows Hello keys weak, and temporary access passes short-lived.',
  },
  {
    permission: 'Group.Read.All',
    label: 'Read all groups',
    reason: 'Lists groups with their visibility and rules. No content is read.',
  },
  {
    permission: 'GroupMember.Read.All',
    label: 'Read all group memberships',
    reason: 'Tells who holds a directory role as a member of a group.',
  },
  {
    permission: 'RoleManagement.Read.Directory',
    label: 'Read all directory RBAC settings',
    reason: 'Lists who holds a directory role, for how long, and who may activate one.',
  },
  {
    permission: 'Application.Read.All',
    label: 'Read all applications',
    reason:
      'Lists applications, when their credentials end, their owners and their permissions. Secrets are never shown.',
  },
  {
    permission: 'Policy.Read.All',
    label: "Read your organization's policies",
    reason: 'Reads Conditional Access and the settings for sign-in, guests, consent and devices.',
  },
  {
    permission: 'Policy.Read.B2BManagementPolicy',
    label: "Read your organization's B2BManagement policies",
    reason: 'Shows to which domains invitations may go.',
  },
  {
    permission: 'Policy.Read.DeviceConfiguration',
    label: "Read your organization's device configuration policies",
    reason: 'Shows who may join and register devices.',
  },
  {
    permission: 'Policy.Read.PermissionGrant',
    label: 'Read consent and permission grant policies',
    reason: 'Shows to which applications users may consent by themselves.',
  },
  {
    permission: 'Sites.Read.All',
    label: 'Read items in all site collections',
    reason:
      'Lists what is shared in OneDrive, SharePoint and Teams, and with whom. Microsoft has no permission for that alone; contents are never opened. A link in SharePoint that is made without the file changing is noticed by the next full read.',
  },
  {
    permission: 'SharePointTenantSettings.Read.All',
    label: 'Read SharePoint and OneDrive tenant settings',
    reason: 'Shows how far files may be shared outside.',
  },
  {
    permission: 'MailboxSettings.Read',
    label: 'Read all user mailbox settings',
    reason: 'Finds inbox rules that send mail outside. No mail is read.',
  },
  {
    permission: 'Calendars.ReadBasic.All',
    label: 'Read basic details of calendars in all mailboxes',
    reason: 'Shows which calendars are shared outside. No appointments are read.',
  },
  {
    permission: 'Directory.Read.All',
    label: 'Read directory data',
    reason: 'The only permission with which Microsoft lists what users and administrators consented to.',
  },
]
