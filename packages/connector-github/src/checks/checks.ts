import type { Check } from '@opencasb/core/connector'
import {
  actionsPinned,
  actionsRepositoriesSelected,
  actionsRestricted,
  forkWorkflowsApproved,
  workflowsCannotApprove,
  workflowTokenReadOnly,
} from './actions.ts'
import { codeScanningAlerts, dependabotAlertChecks, secretScanningAlerts } from './alerts.ts'
import { appInUse, appPermissionsNarrow, appRepositoriesSelected } from './apps.ts'
import { codeSecurityDefaultChecks } from './code-security-defaults.ts'
import { copilotPublicCodeBlocked, copilotSeatsAssigned } from './copilot.ts'
import {
  classicRulesBindAdmins,
  classicRulesHaveNoExemptions,
  rulesetsBindAdmins,
  rulesetsHaveNoExemptions,
} from './default-branch-bypass.ts'
import { defaultBranchProtected } from './default-branch-protected.ts'
import { defaultBranchChecks } from './default-branch-protection.ts'
import { defaultBranchReviewRequired } from './default-branch-review-required.ts'
import { defaultRepositoryPermission } from './default-repository-permission.ts'
import { deployKeyAge, deployKeyReadOnly, deployKeyVerified } from './deploy-keys.ts'
import {
  organizationHookEncrypted,
  organizationHookSigned,
  repositoryHookEncrypted,
  repositoryHookSigned,
} from './hooks.ts'
import { memberTwoFactorEnabled, outsideCollaboratorTwoFactorEnabled, ownersBounded } from './members.ts'
import {
  ipAllowList,
  notificationsRestricted,
  organizationDomainVerified,
  singleSignOnConfigured,
} from './organization-identity.ts'
import { organizationSettingChecks } from './organization-settings.ts'
import { tokenExpires, tokenInUse, tokenPermissionsNarrow } from './personal-access-tokens.ts'
import {
  branchesDeletedOnMerge,
  codeOwnersPresent,
  dependabotAlertsOn,
  privateRepositoryForking,
  publicRepositorySecurityPolicy,
  repositoryMaintained,
  repositoryNotPublic,
} from './repositories.ts'
import { repositoryAdminsEnough, repositoryAdminsFew, repositoryOutsideCollaborators } from './repository-access.ts'
import { repositorySecurityChecks } from './repository-security.ts'
import {
  organizationSecretAge,
  organizationSecretSelected,
  runnerGroupNotPublic,
  runnerGroupSelected,
} from './runners-and-secrets.ts'
import { teamVisible } from './teams.ts'
import { twoFactorRequired } from './two-factor-required.ts'

/** All checks of the GitHub connector. */
export const githubChecks: readonly Check[] = [
  twoFactorRequired,
  memberTwoFactorEnabled,
  outsideCollaboratorTwoFactorEnabled,
  ownersBounded,
  teamVisible,
  singleSignOnConfigured,
  ipAllowList,
  notificationsRestricted,
  organizationDomainVerified,
  defaultRepositoryPermission,
  ...organizationSettingChecks,
  ...codeSecurityDefaultChecks,
  repositoryNotPublic,
  publicRepositorySecurityPolicy,
  repositoryMaintained,
  privateRepositoryForking,
  branchesDeletedOnMerge,
  codeOwnersPresent,
  dependabotAlertsOn,
  ...repositorySecurityChecks,
  repositoryOutsideCollaborators,
  repositoryAdminsFew,
  repositoryAdminsEnough,
  defaultBranchProtected,
  defaultBranchReviewRequired,
  ...defaultBranchChecks,
  classicRulesBindAdmins,
  rulesetsBindAdmins,
  classicRulesHaveNoExemptions,
  rulesetsHaveNoExemptions,
  deployKeyAge,
  deployKeyReadOnly,
  deployKeyVerified,
  organizationHookSigned,
  organizationHookEncrypted,
  repositoryHookSigned,
  repositoryHookEncrypted,
  appPermissionsNarrow,
  appRepositoriesSelected,
  appInUse,
  tokenExpires,
  tokenInUse,
  tokenPermissionsNarrow,
  actionsRepositoriesSelected,
  actionsRestricted,
  actionsPinned,
  workflowTokenReadOnly,
  workflowsCannotApprove,
  forkWorkflowsApproved,
  runnerGroupNotPublic,
  runnerGroupSelected,
  organizationSecretAge,
  organizationSecretSelected,
  ...dependabotAlertChecks,
  codeScanningAlerts,
  secretScanningAlerts,
  copilotPublicCodeBlocked,
  copilotSeatsAssigned,
]
