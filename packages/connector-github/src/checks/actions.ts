import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass, type Verdict } from '@opencasb/core/connector'
import {
  type ActionsSettings,
  actionsSettings,
  forkApprovalPolicy,
  workflowDefaults,
} from '../resources/actions/actions-settings.ts'

const general = 'In the settings of the organisation, open "Actions", "General"'
const see =
  'https://docs.github.com/en/organizations/managing-organization-settings/disabling-or-limiting-github-actions-for-your-organization'

function withoutActions({ enabledRepositories }: ActionsSettings): Verdict | undefined {
  return enabledRepositories === 'none' ? notApplicable('GitHub Actions is switched off') : undefined
}

/** Workflows run where they are needed. */
export const actionsRepositoriesSelected: Check = defineCheck({
  id: 'github/actions-repositories-selected',
  version: 1,
  title: 'Every repository may run workflows',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Whoever may push to any repository runs code with the secrets and the network of the organisation.',
  remediation: `${general}, and under "Policies" choose "Enable for selected repositories".`,
  see,
  on: actionsSettings,
  evaluate: ({ resource }) =>
    withoutActions(resource) ??
    (resource.enabledRepositories === 'selected'
      ? pass()
      : fail(`Every repository of ${resource.login} may run workflows`, {
          evidence: { enabledRepositories: resource.enabledRepositories },
        })),
})

/** Workflows use actions that somebody chose. */
export const actionsRestricted: Check = defineCheck({
  id: 'github/actions-restricted',
  version: 1,
  title: 'Workflows may use any action',
  severity: 'medium',
  category: 'third-party-access',
  risk: "An action is foreign code that runs with the workflow's secrets; anybody can publish one.",
  remediation: `${general}, and under "Policies" allow actions of the organisation and a list of others only.`,
  see,
  on: actionsSettings,
  evaluate: ({ resource }) =>
    withoutActions(resource) ??
    (resource.allowedActions === 'selected' || resource.allowedActions === 'local_only'
      ? pass()
      : fail(`Workflows of ${resource.login} may use any action`, {
          evidence: { allowedActions: resource.allowedActions ?? null },
        })),
})

/** Actions are named by the commit that was looked at. */
export const actionsPinned: Check = defineCheck({
  id: 'github/actions-pinned',
  version: 1,
  title: 'Actions need not be pinned to a commit',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'Whoever takes an action over moves its tags to other code, which then runs in every workflow that uses it.',
  remediation: `${general}, and under "Policies" tick "Require actions to be pinned to a full-length commit SHA".`,
  frameworks: { 'cis-github': ['2.4.2', '3.1.7'] },
  see,
  on: actionsSettings,
  evaluate: ({ resource }) => {
    const off = withoutActions(resource)
    if (off) return off
    if (resource.allowedActions === 'local_only')
      return notApplicable("Workflows use the organisation's own actions only")
    if (resource.shaPinningRequired === undefined) return notApplicable('This GitHub cannot require it')
    return resource.shaPinningRequired
      ? pass()
      : fail(`Workflows of ${resource.login} may use actions by tag or branch`, {
          evidence: { shaPinningRequired: false },
        })
  },
})

/** Workflows get a token that reads. */
export const workflowTokenReadOnly: Check = defineCheck({
  id: 'github/workflow-token-read-only',
  version: 1,
  title: 'Workflows get a token that may write',
  // One action that was taken over is enough to change code in every repository that runs it.
  severity: 'high',
  category: 'misconfiguration',
  risk: 'Any action or script in any workflow can change code, releases and issues of its repository unless the workflow says otherwise.',
  remediation: `${general}, and under "Workflow permissions" choose "Read repository contents and packages permissions"; give single jobs more with "permissions:".`,
  see,
  on: actionsSettings,
  with: { defaults: workflowDefaults },
  evaluate: ({ resource, defaults }) =>
    withoutActions(resource) ??
    (defaults.tokenPermissions === 'read'
      ? pass()
      : fail(`Workflows of ${resource.login} get a token with ${defaults.tokenPermissions} access`, {
          evidence: { defaultWorkflowPermissions: defaults.tokenPermissions },
        })),
})

/** Workflows do not approve pull requests. */
export const workflowsCannotApprove: Check = defineCheck({
  id: 'github/workflows-cannot-approve',
  version: 1,
  title: 'Workflows may approve pull requests',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'A change that adds a workflow can approve itself, and needs no second person any more.',
  remediation: `${general}, and under "Workflow permissions" untick "Allow GitHub Actions to create and approve pull requests".`,
  see,
  on: actionsSettings,
  with: { defaults: workflowDefaults },
  evaluate: ({ resource, defaults }) =>
    withoutActions(resource) ??
    (defaults.canApproveReviews
      ? fail(`Workflows of ${resource.login} may approve pull requests`, {
          evidence: { canApprovePullRequestReviews: true },
        })
      : pass()),
})

/** Foreign pull requests run workflows when somebody agrees. */
export const forkWorkflowsApproved: Check = defineCheck({
  id: 'github/fork-workflows-approved',
  version: 1,
  title: 'Workflows of strangers run without approval',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Anybody with one merged change, or an account that is not new, runs code on the runners of the organisation with a pull request.',
  remediation: `${general}, and under "Approval for running fork pull request workflows from contributors" choose "Require approval for all external contributors".`,
  see,
  on: actionsSettings,
  with: { policy: forkApprovalPolicy },
  evaluate: ({ resource, policy }) =>
    withoutActions(resource) ??
    (policy === 'all_external_contributors'
      ? pass()
      : fail(`Some pull requests from outside run workflows of ${resource.login} without approval`, {
          evidence: { approvalPolicy: policy },
          // Asked of everybody's first change, it takes a contribution to get past.
          ...(policy === 'first_time_contributors' && { severity: 'low' }),
        })),
})
