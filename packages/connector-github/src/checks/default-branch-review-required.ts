import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { protection, repository } from '../resources/repository/repository.ts'
import { sourcesEvidence, withoutDefaultBranch } from './default-branch-verdict.ts'

/** Changes of the default branch are approved by somebody else. */
export const defaultBranchReviewRequired: Check = defineCheck({
  id: 'github/default-branch-review-required',
  version: 1,
  title: 'Default branch accepts unreviewed changes',
  severity: 'high',
  category: 'misconfiguration',
  risk: 'One account, careless or stolen, is enough to change what is built and shipped.',
  remediation:
    'Open "Settings" of the repository, "Rules", "Rulesets", and in a ruleset for the default branch switch on "Require a pull request before merging" with the number of required approvals.',
  frameworks: { 'cis-github': ['1.1.3'] },
  see: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets#require-a-pull-request-before-merging',
  profiles: { strict: { minApprovals: 2 }, cis: { minApprovals: 2 } },
  on: repository,
  with: { protection },
  params: z.object({
    /** Approvals that a change needs. Benchmarks ask for two, small teams manage one. */
    minApprovals: z.number().int().min(1).max(10).default(1),
  }),
  evaluate: ({ resource, protection: branch, params }) => {
    const excluded = withoutDefaultBranch(resource, branch)
    if (excluded) return excluded
    const { count, by } = branch.approvals
    if (count >= params.minApprovals) return pass()
    if (branch.locked.inForce) return notApplicable('The branch is locked: nobody can change it')
    const changes = count === 0 ? 'without any approval' : `with ${count} of ${params.minApprovals} approvals`
    return fail(`${resource.fullName} changes its default branch ${branch.branch} ${changes}`, {
      evidence: {
        branch: branch.branch,
        approvals: count,
        required: params.minApprovals,
        pullRequest: branch.pullRequest.inForce,
        from: sourcesEvidence(by),
        protectedBy: sourcesEvidence(branch.sources),
      },
      // One approval is a second pair of eyes already.
      ...(count > 0 && { severity: 'medium' }),
    })
  },
})
