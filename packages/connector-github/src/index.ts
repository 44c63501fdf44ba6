export { githubChecks } from './checks/checks.ts'
export type { GithubConfig } from './config.ts'
export { github } from './connector.ts'
export type { ActionsSettings } from './resources/actions/actions-settings.ts'
export { actionsSettings, forkApprovalPolicy, workflowDefaults } from './resources/actions/actions-settings.ts'
export type { Member } from './resources/member/member.ts'
export { member, memberTwoFactor, owners } from './resources/member/member.ts'
export type { Organization } from './resources/organization/organization.ts'
export { organization } from './resources/organization/organization.ts'
export type { OutsideCollaborator } from './resources/outside-collaborator/outside-collaborator.ts'
export { outsideCollaborator, outsideCollaborators } from './resources/outside-collaborator/outside-collaborator.ts'
export type { DefaultBranchProtection, Requirement } from './resources/repository/protection/requirement.ts'
export {
  classicBypass,
  codeOwners,
  collaborators,
  dependabotAlertsEnabled,
  deployKeys,
  protection,
  repository,
  rulesetBypass,
  securityPolicy,
} from './resources/repository/repository.ts'
export type { Repository } from './resources/repository/repository-schema.ts'
