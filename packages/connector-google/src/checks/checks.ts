import type { Check } from '@opencasb/core/connector'
import { adminThirdPartySignIn } from './administrators/admin-third-party-sign-in.ts'
import {
  adminGuest,
  adminPasswordChangePending,
  superAdminSingleRole,
} from './administrators/administrator-accounts.ts'
import { superAdminsBounded } from './administrators/super-admins-bounded.ts'
import { appAccessChecks } from './apps/app-access.ts'
import { appNotInstalled, appRegistered, appRiskScore, appSuperAdmin } from './apps/app-risk.ts'
import { calendarPublic, calendarPublicFreeBusy, calendarShared } from './calendar/calendar-sharing.ts'
import { domainMailChecks } from './domains/domain-mail.ts'
import { domainVerified } from './domains/domain-verified.ts'
import { fileExternalNoExpiry } from './drive/external-expiry.ts'
import { fileSharingChecks, sharedDriveFileSharingChecks } from './drive/file-sharing.ts'
import { sharedDriveExternalMembers } from './drive/shared-drive-outsiders.ts'
import {
  mailboxDelegated,
  mailboxFiltersForward,
  mailboxForwardingAddress,
  mailboxForwardsOutside,
  mailboxSendAsOutside,
} from './gmail/mailbox-checks.ts'
import { groupAccessChecks } from './groups/group-access.ts'
import { groupExternalMembers, groupOwned } from './groups/group-members.ts'
import { policyChecks } from './policy/policy-checks.ts'
import { aiLicenceChecks } from './users/ai-licences.ts'
import { inactiveAdmin, inactiveUser } from './users/inactive.ts'
import { userIpWhitelisted } from './users/ip-allow-list.ts'
import { userRecoveryEmail, userRecoveryPhone } from './users/recovery.ts'
import { suspendedAdmin, suspendedUser } from './users/suspended.ts'
import {
  adminTwoStepVerification,
  adminTwoStepVerificationEnforced,
  userTwoStepVerification,
  userTwoStepVerificationEnforced,
} from './users/two-step-verification.ts'

/** Everything that the Google Workspace connector checks. */
export const googleChecks: readonly Check[] = [
  adminTwoStepVerification,
  userTwoStepVerification,
  adminTwoStepVerificationEnforced,
  userTwoStepVerificationEnforced,
  userRecoveryEmail,
  userRecoveryPhone,
  inactiveAdmin,
  inactiveUser,
  suspendedAdmin,
  suspendedUser,
  userIpWhitelisted,
  ...aiLicenceChecks,
  superAdminsBounded,
  superAdminSingleRole,
  adminGuest,
  adminPasswordChangePending,
  adminThirdPartySignIn,
  groupExternalMembers,
  groupOwned,
  ...groupAccessChecks,
  domainVerified,
  ...domainMailChecks,
  ...appAccessChecks,
  appRiskScore,
  appRegistered,
  appNotInstalled,
  appSuperAdmin,
  ...policyChecks,
  ...fileSharingChecks,
  fileExternalNoExpiry,
  sharedDriveExternalMembers,
  ...sharedDriveFileSharingChecks,
  calendarPublic,
  calendarPublicFreeBusy,
  calendarShared,
  mailboxDelegated,
  mailboxForwardsOutside,
  mailboxFiltersForward,
  mailboxForwardingAddress,
  mailboxSendAsOutside,
]
