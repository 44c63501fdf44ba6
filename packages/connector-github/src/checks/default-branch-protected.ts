import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { protection, repository } from '../resources/repository/repository.ts'
import { withoutDefaultBranch } from './default-branch-verdict.ts'

/** Something protects the default branch. */
export const defaultBranchProtected: Check = defineCheck({
  id: 'github/default-branch-protected',
  version: 1,
  title: 'Default branch has no protection',
  severity: 'high',
  category: 'misconfiguration',
  risk: 'Everybody with write access, and everybody who steals such an account, changes what is built and shipped, with nobody looking.',
  remediation:
    'Open "Settings" of the repository, "Rules", "Rulesets", and add a branch ruleset for the default branch that requires a pull request and blocks force pushes; in the settings of the organisation one ruleset covers all repositories. Rulesets that are disabled or only evaluated protect nothing.',
  frameworks: { 'cis-github': ['1.1.20'] },
  see: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/about-rulesets',
  on: repository,
  with: { protection },
  evaluate: ({ resource, protection: branch }) => {
    const excluded = withoutDefaultBranch(resource, branch)
    if (excluded) return excluded
    if (branch.sources.length > 0) return pass()
    return fail(`Nothing protects the default branch ${branch.branch} of ${resource.fullName}`, {
      evidence: { branch: branch.branch },
    })
  },
})
