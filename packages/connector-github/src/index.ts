export { githubChecks } from './checks/checks.ts'
export type { GithubClient, GraphqlAnswer, GraphqlRequest, ListRequest } from './client.ts'
export type { GithubConfig, GithubConfigInput } from './config.ts'
export { github } from './connector.ts'
export type { GraphqlError } from './http/graphql-error.ts'
export type { PageSizes } from './http/page-sizes.ts'
export type { ActionsSettings, WorkflowDefaults } from './resources/actions/actions-settings.ts'
export { actionsSettings, forkApprovalPolicy, workflowDefaults } from './resources/actions/actions-settings.ts'
export type { Member } from './resources/member/member.ts'
export { member, memberTwoFactor, ownerKey, owners } from './resources/member/member.ts'
export type { Organization } from './resources/organization/organization.ts'
export { organization } from './resources/organization/organization.ts'
export type { OutsideCollaborator } from './resources/outside-collaborator/outside-collaborator.ts'
export { outsideCollaborator, outsideCollaborators } from './resources/outside-collaborator/outside-collaborator.ts'
export type { Collaborator } from './resources/repository/collaborators-part.ts'
export type { DeployKey } from './resources/repository/deploy-keys-part.ts'
export type { BypassActor, BypassActorKind, BypassActors } from './resources/repository/protection/bypass-actor.ts'
export type { ProtectionSource } from './resources/repository/protection/protection-source.ts'
export type {
  ApprovalRequirement,
  DefaultBranchProtection,
  Requirement,
  StatusCheckRequirement,
} from './resources/repository/protection/requirement.ts'
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
export type { GithubOrganization, GithubSession } from './session.ts'
export type { GithubCredentials } from './sign-in/credentials.ts'
