import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** What users and guests may do without a role. What Graph does not tell is undefined. */
export interface AuthorizationPolicy {
  readonly allowInvitesFrom: string | undefined
  /** Template id of the role that guests have. */
  readonly guestUserRoleId: string | undefined
  readonly allowedToSignUpEmailBasedSubscriptions: boolean | undefined
  readonly allowEmailVerifiedUsersToJoinOrganization: boolean | undefined
  readonly allowedToUseSSPR: boolean | undefined
  readonly blockMsolPowerShell: boolean | undefined
  readonly allowUserConsentForRiskyApps: boolean | undefined
  readonly allowedToCreateApps: boolean | undefined
  readonly allowedToCreateTenants: boolean | undefined
  readonly allowedToCreateSecurityGroups: boolean | undefined
  readonly allowedToReadOtherUsers: boolean | undefined
  readonly allowedToReadBitlockerKeysForOwnedDevice: boolean | undefined
  /** Policies by which users consent for themselves and for what they own: `ManagePermissionGrantsForSelf.…`. */
  readonly consentPolicies: readonly string[] | undefined
}

const defaultUserRole = z.looseObject({
  allowedToCreateApps: graphField.flag,
  allowedToCreateTenants: graphField.flag,
  allowedToCreateSecurityGroups: graphField.flag,
  allowedToReadOtherUsers: graphField.flag,
  allowedToReadBitlockerKeysForOwnedDevice: graphField.flag,
  permissionGrantPoliciesAssigned: graphObject(z.array(z.string())),
})

const schema: z.ZodType<AuthorizationPolicy> = z
  .looseObject({
    allowInvitesFrom: graphField.text,
    guestUserRoleId: graphField.text,
    allowedToSignUpEmailBasedSubscriptions: graphField.flag,
    allowEmailVerifiedUsersToJoinOrganization: graphField.flag,
    allowedToUseSSPR: graphField.flag,
    blockMsolPowerShell: graphField.flag,
    allowUserConsentForRiskyApps: graphField.flag,
    defaultUserRolePermissions: defaultUserRole,
  })
  .transform(({ defaultUserRolePermissions: users, ...policy }) => ({
    allowInvitesFrom: policy.allowInvitesFrom,
    guestUserRoleId: policy.guestUserRoleId?.toLowerCase(),
    allowedToSignUpEmailBasedSubscriptions: policy.allowedToSignUpEmailBasedSubscriptions,
    allowEmailVerifiedUsersToJoinOrganization: policy.allowEmailVerifiedUsersToJoinOrganization,
    allowedToUseSSPR: policy.allowedToUseSSPR,
    blockMsolPowerShell: policy.blockMsolPowerShell,
    allowUserConsentForRiskyApps: policy.allowUserConsentForRiskyApps,
    allowedToCreateApps: users.allowedToCreateApps,
    allowedToCreateTenants: users.allowedToCreateTenants,
    allowedToCreateSecurityGroups: users.allowedToCreateSecurityGroups,
    allowedToReadOtherUsers: users.allowedToReadOtherUsers,
    allowedToReadBitlockerKeysForOwnedDevice: users.allowedToReadBitlockerKeysForOwnedDevice,
    consentPolicies: users.permissionGrantPoliciesAssigned,
  }))

/**
 * What users and guests may do without a role.
 * @see https://learn.microsoft.com/graph/api/authorizationpolicy-get
 */
export const authorizationPolicy: ResourceType<AuthorizationPolicy, M365Session> = tenantPolicy<AuthorizationPolicy>({
  name: 'm365.authorization-policy',
  path: '/policies/authorizationPolicy',
  schema,
  permissions: ['Policy.Read.All'],
  id: 'authorizationPolicy',
  title: 'user settings',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/UserSettings',
})
