/** Settings of an organisation that are one value each, named as in `GET /orgs/{org}` and its Actions routes. */
export interface OrganizationSettings {
  readonly twoFactorRequirementEnabled: boolean
  readonly isVerified: boolean
  readonly defaultRepositoryPermission: 'none' | 'read' | 'write' | 'admin'
  readonly membersCanCreateRepositories: boolean
  readonly membersCanCreatePublicRepositories: boolean
  readonly membersCanCreatePublicPages: boolean
  readonly membersCanDeleteRepositories: boolean
  readonly membersCanChangeRepoVisibility: boolean
  readonly membersCanInviteOutsideCollaborators: boolean
  readonly membersCanDeleteIssues: boolean
  readonly membersCanCreateTeams: boolean
  readonly membersCanForkPrivateRepositories: boolean
  readonly readersCanCreateDiscussions: boolean
  readonly webCommitSignoffRequired: boolean
  readonly advancedSecurityForNewRepositories: boolean
  readonly dependabotAlertsForNewRepositories: boolean
  readonly dependabotSecurityUpdatesForNewRepositories: boolean
  readonly dependencyGraphForNewRepositories: boolean
  readonly secretScanningForNewRepositories: boolean
  readonly pushProtectionForNewRepositories: boolean
  readonly deployKeysEnabled: boolean
  readonly samlEnabled: boolean
  readonly ipAllowListEnabled: boolean
  readonly notificationsToVerifiedDomainsOnly: boolean
  readonly actionsEnabledRepositories: 'all' | 'none' | 'selected'
  readonly actionsAllowed: 'all' | 'local_only' | 'selected'
  readonly actionsVerifiedAllowed: boolean
  readonly actionsShaPinningRequired: boolean
  readonly workflowDefaultPermissions: 'read' | 'write'
  readonly workflowCanApproveReviews: boolean
  readonly forkApproval:
    | 'first_time_contributors_new_to_github'
    | 'first_time_contributors'
    | 'all_external_contributors'
  readonly immutableReleases: 'all' | 'none' | 'selected'
  readonly copilotSeats: 'assign_all' | 'assign_selected' | 'disabled' | 'unconfigured'
  readonly copilotPublicCode: 'allow' | 'block' | 'unconfigured'
}

/** How well an organisation is kept. */
export type Posture = 'lax' | 'mixed' | 'strict'

const lax: OrganizationSettings = {
  twoFactorRequirementEnabled: false,
  isVerified: false,
  defaultRepositoryPermission: 'write',
  membersCanCreateRepositories: true,
  membersCanCreatePublicRepositories: true,
  membersCanCreatePublicPages: true,
  membersCanDeleteRepositories: true,
  membersCanChangeRepoVisibility: true,
  membersCanInviteOutsideCollaborators: true,
  membersCanDeleteIssues: true,
  membersCanCreateTeams: true,
  membersCanForkPrivateRepositories: true,
  readersCanCreateDiscussions: true,
  webCommitSignoffRequired: false,
  advancedSecurityForNewRepositories: false,
  dependabotAlertsForNewRepositories: false,
  dependabotSecurityUpdatesForNewRepositories: false,
  dependencyGraphForNewRepositories: false,
  secretScanningForNewRepositories: false,
  pushProtectionForNewRepositories: false,
  deployKeysEnabled: true,
  samlEnabled: false,
  ipAllowListEnabled: false,
  notificationsToVerifiedDomainsOnly: false,
  actionsEnabledRepositories: 'all',
  actionsAllowed: 'all',
  actionsVerifiedAllowed: true,
  actionsShaPinningRequired: false,
  workflowDefaultPermissions: 'write',
  workflowCanApproveReviews: true,
  forkApproval: 'first_time_contributors_new_to_github',
  immutableReleases: 'none',
  copilotSeats: 'assign_all',
  copilotPublicCode: 'allow',
}

const strict: OrganizationSettings = {
  twoFactorRequirementEnabled: true,
  isVerified: true,
  defaultRepositoryPermission: 'none',
  membersCanCreateRepositories: true,
  membersCanCreatePublicRepositories: false,
  membersCanCreatePublicPages: false,
  membersCanDeleteRepositories: false,
  membersCanChangeRepoVisibility: false,
  membersCanInviteOutsideCollaborators: false,
  membersCanDeleteIssues: false,
  membersCanCreateTeams: false,
  membersCanForkPrivateRepositories: false,
  readersCanCreateDiscussions: false,
  webCommitSignoffRequired: true,
  advancedSecurityForNewRepositories: true,
  dependabotAlertsForNewRepositories: true,
  dependabotSecurityUpdatesForNewRepositories: true,
  dependencyGraphForNewRepositories: true,
  secretScanningForNewRepositories: true,
  pushProtectionForNewRepositories: true,
  deployKeysEnabled: false,
  samlEnabled: true,
  ipAllowListEnabled: true,
  notificationsToVerifiedDomainsOnly: true,
  actionsEnabledRepositories: 'selected',
  actionsAllowed: 'selected',
  actionsVerifiedAllowed: false,
  actionsShaPinningRequired: true,
  workflowDefaultPermissions: 'read',
  workflowCanApproveReviews: false,
  forkApproval: 'all_external_contributors',
  immutableReleases: 'all',
  copilotSeats: 'assign_selected',
  copilotPublicCode: 'block',
}

/** What an organisation of this posture is set to. */
export function organizationSettings(posture: Posture): OrganizationSettings {
  if (posture === 'strict') return strict
  if (posture === 'lax') return lax
  return {
    ...lax,
    isVerified: true,
    membersCanDeleteIssues: false,
    dependencyGraphForNewRepositories: true,
    secretScanningForNewRepositories: true,
    workflowCanApproveReviews: false,
    copilotPublicCode: 'unconfigured',
  }
}
