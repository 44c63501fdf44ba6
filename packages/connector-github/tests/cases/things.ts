import type { ActionsSettings } from '../../src/resources/actions/actions-settings.ts'
import type { OrganizationSecret } from '../../src/resources/actions/organization-secret.ts'
import type { RunnerGroup } from '../../src/resources/actions/runner-group.ts'
import type { AlertRepository } from '../../src/resources/alert/alert-repository.ts'
import type { InstalledApp } from '../../src/resources/app/installed-app.ts'
import type { CodeSecurityDefault } from '../../src/resources/code-security/code-security-default.ts'
import type { CopilotSettings } from '../../src/resources/copilot/copilot-settings.ts'
import type { Hook } from '../../src/resources/hook/hook.ts'
import type { Member } from '../../src/resources/member/member.ts'
import type { Organization } from '../../src/resources/organization/organization.ts'
import type { PersonalAccessToken } from '../../src/resources/personal-access-token/personal-access-token.ts'
import type { DeployKey } from '../../src/resources/repository/deploy-keys-part.ts'
import type { BranchRule } from '../../src/resources/repository/protection/branch-rule.ts'
import type { ClassicRule } from '../../src/resources/repository/protection/classic-rule.ts'
import type { Repository } from '../../src/resources/repository/repository-schema.ts'
import type { RepositorySecurity } from '../../src/resources/repository/repository-security.ts'

export function anOrganization(changes: Partial<Organization> = {}): Organization {
  return {
    id: 'O_1',
    login: 'acme',
    url: 'https://github.com/acme',
    verified: true,
    plan: 'enterprise',
    answer: {},
    ...changes,
  }
}

export function aMember(changes: Partial<Member> = {}): Member {
  return {
    id: 'U_1',
    login: 'backend-1',
    url: 'https://github.com/backend-1',
    role: 'MEMBER',
    organization: 'acme',
    twoFactor: true,
    ...changes,
  }
}

export function aRepository(changes: Partial<Repository> = {}): Repository {
  return {
    id: 'R_1',
    name: 'payments',
    fullName: 'acme/payments',
    url: 'https://github.com/acme/payments',
    visibility: 'PRIVATE',
    archived: false,
    fork: false,
    mirror: false,
    createdAt: '2024-01-01T00:00:00Z',
    pushedAt: '2025-12-01T00:00:00Z',
    forkingAllowed: false,
    deletesBranchOnMerge: true,
    viewerPermission: 'ADMIN',
    ...changes,
  }
}

/** A classic rule that demands nothing: everything is allowed, and administrators must obey it. */
export function aClassicRule(changes: Partial<ClassicRule> = {}): ClassicRule {
  return {
    id: 'BPR_1',
    pattern: 'main',
    isAdminEnforced: true,
    requiresApprovingReviews: false,
    requiredApprovingReviewCount: null,
    dismissesStaleReviews: false,
    requiresCodeOwnerReviews: false,
    requireLastPushApproval: false,
    restrictsReviewDismissals: false,
    requiresStatusChecks: false,
    requiresStrictStatusChecks: false,
    requiredStatusCheckContexts: [],
    requiresConversationResolution: false,
    requiresCommitSignatures: false,
    requiresLinearHistory: false,
    allowsForcePushes: true,
    allowsDeletions: true,
    restrictsPushes: false,
    lockBranch: false,
    ...changes,
  }
}

export function aRule(
  type: string,
  parameters: BranchRule['parameters'] = {},
  ruleset: Partial<BranchRule['ruleset']> = {},
): BranchRule {
  return {
    type,
    parameters,
    ruleset: {
      id: 'RRS_1',
      name: 'main',
      enforcement: 'ACTIVE',
      updatedAt: '2025-01-01T00:00:00Z',
      source: 'Repository',
      ...ruleset,
    },
  }
}

export function aHook(changes: Partial<Hook> = {}): Hook {
  return {
    id: '1',
    active: true,
    events: ['push'],
    target: 'https://ci.example.com',
    encrypted: true,
    verifiesCertificate: true,
    hasSecret: true,
    ...changes,
  }
}

export function anApp(changes: Partial<InstalledApp> = {}): InstalledApp {
  return {
    id: '1',
    appId: '2',
    slug: 'acme-ci',
    url: 'https://github.com/organizations/acme/settings/installations/1',
    repositorySelection: 'selected',
    permissions: { metadata: 'read', contents: 'read' },
    suspendedAt: null,
    createdAt: '2025-01-01T00:00:00Z',
    ...changes,
  }
}

export function aToken(changes: Partial<PersonalAccessToken> = {}): PersonalAccessToken {
  return {
    id: '1',
    name: 'ci',
    owner: 'backend-1',
    repositorySelection: 'subset',
    permissions: { metadata: 'read' },
    grantedAt: '2025-06-01T00:00:00Z',
    expired: false,
    expiresAt: '2026-06-01T00:00:00Z',
    lastUsedAt: '2025-12-30T00:00:00Z',
    ...changes,
  }
}

export function aDeployKey(changes: Partial<DeployKey> & { readonly repository?: Repository } = {}): DeployKey & {
  readonly repository: Repository
} {
  return {
    id: 'DK_1',
    title: 'ci key',
    readOnly: true,
    verified: true,
    createdAt: '2025-12-01T00:00:00Z',
    repository: aRepository(),
    ...changes,
  }
}

export function someActionsSettings(changes: Partial<ActionsSettings> = {}): ActionsSettings {
  return {
    organization: 'O_1',
    login: 'acme',
    url: 'https://github.com/organizations/acme/settings/actions',
    enabledRepositories: 'selected',
    allowedActions: 'selected',
    shaPinningRequired: true,
    ...changes,
  }
}

export function aRunnerGroup(changes: Partial<RunnerGroup> = {}): RunnerGroup {
  return {
    id: 'O_1/2',
    name: 'builders',
    visibility: 'selected',
    allowsPublicRepositories: false,
    inherited: false,
    restrictedToWorkflows: false,
    ...changes,
  }
}

export function aSecret(changes: Partial<OrganizationSecret> = {}): OrganizationSecret {
  return { id: 'O_1/DEPLOY', name: 'DEPLOY', visibility: 'selected', updatedAt: '2025-11-01T00:00:00Z', ...changes }
}

export const payments: AlertRepository = {
  id: 'R_1',
  fullName: 'acme/payments',
  url: 'https://github.com/acme/payments',
}

export const ledger: AlertRepository = { id: 'R_2', fullName: 'acme/ledger', url: 'https://github.com/acme/ledger' }

export function aRepositorySecurity(features: RepositorySecurity['features'] = null, changes = {}): RepositorySecurity {
  return { ...payments, visibility: 'PRIVATE', archived: false, fork: false, features, ...changes }
}

export function defaultsOf(...configurations: CodeSecurityDefault['configurations'][number][]): CodeSecurityDefault {
  return { organization: 'O_1', login: 'acme', url: 'https://github.com/organizations/acme/settings', configurations }
}

export function someCopilotSettings(changes: Partial<CopilotSettings> = {}): CopilotSettings {
  return {
    organization: 'O_1',
    login: 'acme',
    url: 'https://github.com/organizations/acme/settings/copilot/policies',
    publicCodeSuggestions: 'block',
    seatManagement: 'assign_selected',
    ...changes,
  }
}
