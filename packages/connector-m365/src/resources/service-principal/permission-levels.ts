/** Level 5: whoever holds it can take over the tenant. Level 4: it reads or changes everything of one kind. */
export type PermissionLevel = 4 | 5

const levels: Readonly<Record<PermissionLevel, readonly string[]>> = {
  5: [
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'DelegatedPermissionGrant.ReadWrite.All',
    'Directory.ReadWrite.All',
    'Domain.ReadWrite.All',
    'Domain-InternalFederation.ReadWrite.All',
    'EntitlementManagement.ReadWrite.All',
    'Policy.ReadWrite.AuthenticationMethod',
    'Policy.ReadWrite.ConditionalAccess',
    'Policy.ReadWrite.PermissionGrant',
    'PrivilegedAccess.ReadWrite.AzureADGroup',
    'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
    'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
    'RoleAssignmentSchedule.ReadWrite.Directory',
    'RoleEligibilitySchedule.ReadWrite.Directory',
    'RoleManagement.ReadWrite.Directory',
    'RoleManagementPolicy.ReadWrite.Directory',
    'Synchronization.ReadWrite.All',
    'User-PasswordProfile.ReadWrite.All',
    'UserAuthenticationMethod.ReadWrite.All',
    'full_access_as_app',
  ],
  4: [
    'AdministrativeUnit.ReadWrite.All',
    'Calendars.Read',
    'Calendars.ReadWrite',
    'ChannelMessage.Read.All',
    'Chat.Read.All',
    'Chat.ReadWrite.All',
    'Contacts.ReadWrite',
    'Device.ReadWrite.All',
    'DeviceManagementConfiguration.ReadWrite.All',
    'DeviceManagementManagedDevices.PrivilegedOperations.All',
    'DeviceManagementRBAC.ReadWrite.All',
    'Files.Read.All',
    'Files.ReadWrite.All',
    'Group.ReadWrite.All',
    'GroupMember.ReadWrite.All',
    'IdentityProvider.ReadWrite.All',
    'Mail.Read',
    'Mail.ReadWrite',
    'Mail.Send',
    'MailboxSettings.ReadWrite',
    'Notes.Read.All',
    'Notes.ReadWrite.All',
    'Organization.ReadWrite.All',
    'Policy.ReadWrite.CrossTenantAccess',
    'Sites.FullControl.All',
    'Sites.Manage.All',
    'Sites.Read.All',
    'Sites.ReadWrite.All',
    'User.DeleteRestore.All',
    'User.EnableDisableAccount.All',
    'User.ManageIdentities.All',
    'User.ReadWrite.All',
    'Exchange.ManageAsApp',
    'EWS.AccessAsUser.All',
    'AllSites.FullControl',
  ],
}

const levelOf: ReadonlyMap<string, PermissionLevel> = new Map(
  ([5, 4] as const).flatMap((level) => levels[level].map((name) => [name, level] as const)),
)

/** How much a permission gives away; undefined for what is not among the most powerful. */
export function permissionLevel(name: string): PermissionLevel | undefined {
  return levelOf.get(name)
}
