import type { ResourceType } from '@opencasb/core/connector'
import { application } from './application/application.ts'
import { domain } from './domain/domain.ts'
import { group } from './group/group.ts'
import { mailbox } from './mailbox/mailbox.ts'
import { organization } from './organization/organization.ts'
import { policyResources } from './policy/policy-resources.ts'
import { roleAssignment } from './role/role-assignment.ts'
import { rolePolicy } from './role/role-policy.ts'
import { roleAssignmentSchedule, roleEligibility } from './role/role-schedule.ts'
import { appRoleAssignment } from './service-principal/app-role-assignment.ts'
import { permissionGrant } from './service-principal/permission-grant.ts'
import { servicePrincipal } from './service-principal/service-principal.ts'
import { sharedItem } from './sharing/shared-item.ts'
import { sharePointSettings } from './sharing/sharepoint-settings.ts'
import { user } from './user/user.ts'
import { userRegistration } from './user/user-registration.ts'
import { userSignIn } from './user/user-sign-in.ts'

/** Everything that the Microsoft 365 connector can read. */
export const m365Resources: readonly ResourceType[] = [
  organization,
  domain,
  user,
  userRegistration,
  userSignIn,
  group,
  roleAssignment,
  roleAssignmentSchedule,
  roleEligibility,
  rolePolicy,
  application,
  servicePrincipal,
  appRoleAssignment,
  permissionGrant,
  sharedItem,
  mailbox,
  sharePointSettings,
  ...policyResources,
]
