import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass, type Verdict } from '@opencasb/core/connector'
import type { DefaultBranchProtection, Requirement } from '../resources/repository/protection/requirement.ts'
import { protection, repository } from '../resources/repository/repository.ts'
import { sourcesEvidence, withoutDefaultBranch } from './default-branch-verdict.ts'

/** One thing that the default branch should demand. */
interface BranchCheck extends Omit<CheckMetadata, 'version' | 'category' | 'see' | 'remediation'> {
  readonly demands: (protection: DefaultBranchProtection) => Requirement
  /** What is wrong, after "the default branch of …". */
  readonly finding: string
  /** What to switch on, in a ruleset and in a classic rule. */
  readonly fix: string
  /** Where the question makes no sense. */
  readonly unless?: (protection: DefaultBranchProtection) => string | undefined
}

const locked = (branch: DefaultBranchProtection): string | undefined =>
  branch.locked.inForce ? 'The branch is locked: nobody can change it' : undefined

const withoutApprovals = (branch: DefaultBranchProtection): string | undefined =>
  locked(branch) ??
  (branch.approvals.count === 0 ? 'No approvals are required, which has a check of its own' : undefined)

const withoutStatusChecks = (branch: DefaultBranchProtection): string | undefined =>
  locked(branch) ??
  (branch.statusChecks.inForce ? undefined : 'No status checks are required, which has a check of its own')

const branches: readonly BranchCheck[] = [
  {
    id: 'github/default-branch-force-push-blocked',
    demands: ({ noForcePush }) => noForcePush,
    unless: locked,
    severity: 'medium',
    title: 'Default branch accepts force pushes',
    finding: 'accepts force pushes',
    risk: 'Reviewed history can be rewritten or lost, by mistake or to hide a change.',
    fix: '"Block force pushes" (classic rule: untick "Allow force pushes")',
    frameworks: { 'cis-github': ['1.1.16'] },
  },
  {
    id: 'github/default-branch-deletion-blocked',
    demands: ({ noDeletion }) => noDeletion,
    severity: 'medium',
    title: 'Default branch can be deleted',
    finding: 'can be deleted',
    risk: 'Everybody who can push can delete the branch that everything is built from.',
    fix: '"Restrict deletions" (classic rule: untick "Allow deletions")',
    frameworks: { 'cis-github': ['1.1.17'] },
  },
  {
    id: 'github/default-branch-stale-approvals-dismissed',
    demands: ({ staleDismissal }) => staleDismissal,
    unless: withoutApprovals,
    severity: 'medium',
    title: 'Approvals outlive the change that was approved',
    finding: 'keeps approvals when new commits are pushed',
    risk: 'Code can be added to a pull request after it was approved, and merged unseen.',
    fix: '"Dismiss stale pull request approvals when new commits are pushed"',
    frameworks: { 'cis-github': ['1.1.4'] },
  },
  {
    id: 'github/default-branch-code-owner-review',
    demands: ({ codeOwnerReview }) => codeOwnerReview,
    unless: withoutApprovals,
    severity: 'low',
    title: 'Code owners need not review',
    finding: 'does not ask code owners for a review',
    risk: 'Sensitive parts change without those who know them.',
    fix: '"Require review from Code Owners"',
    frameworks: { 'cis-github': ['1.1.7'] },
  },
  {
    id: 'github/default-branch-last-push-approval',
    demands: ({ lastPushApproval }) => lastPushApproval,
    unless: withoutApprovals,
    severity: 'low',
    title: 'The last pusher may approve',
    finding: 'lets the person who pushed last approve',
    risk: "Somebody can add code to another person's pull request and approve it alone.",
    fix: '"Require approval of the most recent reviewable push"',
  },
  {
    id: 'github/default-branch-conversations-resolved',
    demands: ({ conversationResolution }) => conversationResolution,
    unless: (branch) =>
      locked(branch) ??
      (branch.pullRequest.inForce ? undefined : 'No pull requests are required, which has a check of its own'),
    severity: 'low',
    title: 'Open review comments do not hold a merge back',
    finding: 'merges while review comments are open',
    risk: 'Concerns of reviewers are overlooked.',
    fix: '"Require conversation resolution before merging"',
    frameworks: { 'cis-github': ['1.1.11'] },
  },
  {
    id: 'github/default-branch-dismissal-restricted',
    demands: ({ dismissalRestriction }) => dismissalRestriction,
    // Rulesets have no such rule.
    unless: (branch) =>
      withoutApprovals(branch) ??
      (branch.approvals.by.every(({ kind }) => kind === 'ruleset')
        ? 'Rulesets ask for the approvals, and have no restriction of dismissals'
        : undefined),
    severity: 'low',
    title: 'Everybody who can push may dismiss reviews',
    finding: 'lets everybody who can push dismiss reviews',
    risk: 'A review that asks for changes can be dismissed by those who want the change merged.',
    fix: '"Restrict who can dismiss pull request reviews" in the classic rule',
    frameworks: { 'cis-github': ['1.1.5'] },
  },
  {
    id: 'github/default-branch-status-checks-required',
    demands: ({ statusChecks }) => statusChecks,
    unless: locked,
    severity: 'medium',
    title: 'Default branch requires no status checks',
    finding: 'merges without any status check',
    risk: 'Changes that fail tests or security scans reach the branch that everything is built from.',
    fix: '"Require status checks to pass", with at least one check',
    frameworks: { 'cis-github': ['1.1.9'] },
  },
  {
    id: 'github/default-branch-up-to-date',
    demands: ({ upToDate }) => upToDate,
    unless: withoutStatusChecks,
    severity: 'low',
    title: 'Status checks may be of an old state',
    finding: 'merges changes that were tested on an old state of the branch',
    risk: 'Two changes that are fine alone break each other, unnoticed until they are merged.',
    fix: '"Require branches to be up to date before merging", or a merge queue',
    frameworks: { 'cis-github': ['1.1.10'] },
  },
  {
    id: 'github/default-branch-signed-commits',
    demands: ({ signatures }) => signatures,
    unless: locked,
    severity: 'low',
    title: 'Unsigned commits are accepted',
    finding: 'accepts commits without a verified signature',
    risk: 'Commits can carry the name of somebody who never made them.',
    fix: '"Require signed commits"',
    frameworks: { 'cis-github': ['1.1.12'] },
  },
  {
    id: 'github/default-branch-linear-history',
    demands: ({ linearHistory }) => linearHistory,
    unless: locked,
    severity: 'low',
    title: 'History is not linear',
    finding: 'accepts merge commits',
    risk: 'It is harder to see what changed when, and to take one change back.',
    fix: '"Require linear history"',
    frameworks: { 'cis-github': ['1.1.13'] },
  },
  {
    id: 'github/default-branch-pushes-restricted',
    demands: ({ pushRestriction }) => pushRestriction,
    // A branch that takes pull requests only has no pushes to restrict.
    unless: (branch) =>
      locked(branch) ?? (branch.pullRequest.inForce ? 'Changes come through pull requests only' : undefined),
    severity: 'low',
    title: 'Everybody with write access pushes to the default branch',
    finding: 'takes pushes from everybody with write access',
    risk: 'Any of these accounts is enough to change what is shipped.',
    fix: '"Restrict updates" with a bypass list (classic rule: "Restrict who can push to matching branches"), or "Require a pull request before merging"',
    frameworks: { 'cis-github': ['1.1.15'] },
  },
]

/** Checks of single demands of the default branch. */
export const defaultBranchChecks: readonly Check[] = branches.map(({ demands, finding, fix, unless, ...metadata }) =>
  defineCheck({
    version: 1,
    category: 'misconfiguration',
    remediation: `Open "Settings" of the repository, "Rules", "Rulesets", and switch on ${fix} for the default branch; in the settings of the organisation the same ruleset covers many repositories.`,
    see: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets',
    ...metadata,
    on: repository,
    with: { protection },
    evaluate: ({ resource, protection: branch }): Verdict => {
      const excluded = withoutDefaultBranch(resource, branch)
      if (excluded) return excluded
      if (demands(branch).inForce) return pass()
      const why = unless?.(branch)
      if (why !== undefined) return notApplicable(why)
      return fail(`The default branch ${branch.branch} of ${resource.fullName} ${finding}`, {
        evidence: { branch: branch.branch, protectedBy: sourcesEvidence(branch.sources) },
      })
    },
  }),
)
