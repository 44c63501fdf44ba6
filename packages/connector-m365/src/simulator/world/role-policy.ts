import { Dice, StableIds } from '@opencasb/simulator-kit'

/** Roles that have settings in Privileged Identity Management. */
const roles = [
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
] as const

const watched = ['alerts@acme.example']

/** The settings of directory roles in Privileged Identity Management. */
export function makeRolePolicies(seed: number, tenantId: string): readonly object[] {
  const dice = new Dice(seed, 'role policies')
  const ids = new StableIds(seed, 'role policies')
  return roles.map((roleDefinitionId, index) => {
    const policyId = `DirectoryRole_${tenantId}_${ids.uuid(index)}`
    return {
      id: `${policyId}_${roleDefinitionId}`,
      policyId,
      scopeId: '/',
      scopeType: 'DirectoryRole',
      roleDefinitionId,
      policy: { id: policyId, scopeId: '/', scopeType: 'DirectoryRole', rules: rulesOf(dice, index) },
    }
  })
}

function rulesOf(dice: Dice, index: number): readonly object[] {
  const kind = (name: string): string => `#microsoft.graph.unifiedRoleManagementPolicy${name}Rule`
  const alert = (id: string, salt: number): object => ({
    '@odata.type': kind('Notification'),
    id,
    notificationType: 'Email',
    recipientType: 'Admin',
    notificationLevel: 'All',
    isDefaultRecipientsEnabled: true,
    notificationRecipients: dice.chance(0.5, index, salt) ? watched : [],
  })
  return [
    {
      '@odata.type': kind('Approval'),
      id: 'Approval_EndUser_Assignment',
      setting: { isApprovalRequired: index === 0, approvalMode: 'SingleStage', approvalStages: [] },
    },
    {
      '@odata.type': kind('Enablement'),
      id: 'Enablement_EndUser_Assignment',
      enabledRules: dice.chance(0.5, index, 1) ? ['MultiFactorAuthentication', 'Justification'] : ['Justification'],
    },
    {
      '@odata.type': kind('AuthenticationContext'),
      id: 'AuthenticationContext_EndUser_Assignment',
      isEnabled: false,
      claimValue: '',
    },
    alert('Notification_Admin_EndUser_Assignment', 2),
    alert('Notification_Admin_Admin_Assignment', 3),
    alert('Notification_Admin_Admin_Eligibility', 3),
  ]
}
