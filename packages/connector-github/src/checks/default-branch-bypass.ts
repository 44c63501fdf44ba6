import type { Check, FailOptions, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import type { BypassActors } from '../resources/repository/protection/bypass-actor.ts'
import type { DefaultBranchProtection } from '../resources/repository/protection/requirement.ts'
import { classicBypass, protection, repository, rulesetBypass } from '../resources/repository/repository.ts'
import type { Repository } from '../resources/repository/repository-schema.ts'
import { withoutDefaultBranch } from './default-branch-verdict.ts'
import {
  administrators,
  type DemandsOf,
  exemptAdministrators,
  skippedDemands,
  skippedEvidence,
} from './skipped-demands.ts'

const seeClassic =
  'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches#do-not-allow-bypassing-the-above-settings'
const seeRulesets =
  'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository#granting-bypass-permissions-for-your-branch-or-tag-ruleset'

const adminsBound = {
  version: 1,
  severity: 'medium',
  category: 'misconfiguration',
  title: 'Administrators can bypass the protection of the default branch',
  risk: 'The accounts most worth stealing are the ones that no rule binds.',
  frameworks: { 'cis-github': ['1.1.14'] },
} as const

const noExemptions = {
  version: 1,
  severity: 'low',
  category: 'misconfiguration',
  title: 'Named actors can bypass the protection of the default branch',
  risk: 'Whoever controls one of these apps, keys, teams or accounts changes what is built and shipped without a review.',
} as const

/** Classic rules hold for administrators as well. */
export const classicRulesBindAdmins: Check = defineCheck({
  ...adminsBound,
  id: 'github/default-branch-admins-bound',
  remediation:
    'Open "Settings" of the repository, "Branches", edit the rule of the default branch, and tick "Do not allow bypassing the above settings"; or replace it by a ruleset whose bypass list is empty.',
  see: seeClassic,
  on: repository,
  with: { protection },
  evaluate: ({ resource, protection: branch }) =>
    unrelated(resource, branch, 'classic') ?? judgeAdmins(resource, branch, 'classic', exemptAdministrators(branch)),
})

/** Rulesets hold for administrators as well. */
export const rulesetsBindAdmins: Check = defineCheck({
  ...adminsBound,
  id: 'github/default-branch-rulesets-bind-admins',
  remediation:
    'Open "Settings" of the repository or the organisation, "Rules", "Rulesets", and in the "Bypass list" of the ruleset remove administrators and roles, or let them bypass "For pull requests only".',
  see: seeRulesets,
  on: repository,
  with: { protection, bypass: rulesetBypass },
  evaluate: ({ resource, protection: branch, bypass }) =>
    unrelated(resource, branch, 'rulesets') ??
    judgeAdmins(resource, branch, 'rulesets', { ...exemptAdministrators(branch), ...bypass }),
})

/** Classic rules have no exceptions. */
export const classicRulesHaveNoExemptions: Check = defineCheck({
  ...noExemptions,
  id: 'github/default-branch-no-exemptions',
  remediation:
    'Open "Settings" of the repository, "Branches", edit the rule of the default branch, and take them off "Allow specified actors to bypass required pull requests" and "Specify who can force push". Ignore the finding, with the reason, for those that automation needs.',
  see: seeClassic,
  on: repository,
  with: { protection, bypass: classicBypass },
  evaluate: ({ resource, protection: branch, bypass }) =>
    unrelated(resource, branch, 'classic') ?? judgeOthers(resource, branch, 'classic', bypass),
})

/** Rulesets have no exceptions. */
export const rulesetsHaveNoExemptions: Check = defineCheck({
  ...noExemptions,
  id: 'github/default-branch-rulesets-no-exemptions',
  remediation:
    'Open "Settings" of the repository or the organisation, "Rules", "Rulesets", and take them off the "Bypass list" of the ruleset. Ignore the finding, with the reason, for those that automation needs.',
  see: seeRulesets,
  on: repository,
  with: { protection, classic: classicBypass, rulesets: rulesetBypass },
  evaluate: ({ resource, protection: branch, classic, rulesets }) =>
    unrelated(resource, branch, 'rulesets') ?? judgeOthers(resource, branch, 'rulesets', { ...classic, ...rulesets }),
})

/** Where the question makes no sense. */
function unrelated(resource: Repository, branch: DefaultBranchProtection, imposedBy: DemandsOf): Verdict | undefined {
  const excluded = withoutDefaultBranch(resource, branch)
  if (excluded) return excluded
  const kind = imposedBy === 'classic' ? 'classic' : 'ruleset'
  if (branch.sources.some((source) => source.kind === kind)) return undefined
  return notApplicable(`No ${kind === 'classic' ? 'classic rule' : 'ruleset'} protects the branch`)
}

function judgeAdmins(
  resource: Repository,
  branch: DefaultBranchProtection,
  imposedBy: DemandsOf,
  bypass: BypassActors,
): Verdict {
  const skipped = skippedDemands(branch, imposedBy, bypass, ({ kind }) => administrators.has(kind))
  if (skipped.length === 0) return pass()
  // A bypass for pull requests leaves the change visible, and its author named.
  const visible = skipped.every(({ actors }) => actors.every(({ mode }) => mode === 'pull-request'))
  const options: FailOptions = { evidence: skippedEvidence(branch, skipped), ...(visible && { severity: 'low' }) }
  const what = skipped.map(({ demand }) => demand).join(', ')
  return fail(`Administrators of ${resource.fullName} can skip ${what} on ${branch.branch}`, options)
}

function judgeOthers(
  resource: Repository,
  branch: DefaultBranchProtection,
  imposedBy: DemandsOf,
  bypass: BypassActors,
): Verdict {
  const skipped = skippedDemands(branch, imposedBy, bypass, ({ kind }) => !administrators.has(kind))
  if (skipped.length === 0) return pass()
  const actors = skipped.flatMap((demand) => demand.actors)
  const who = [...new Set(actors.map(({ name }) => name))].sort().join(', ')
  return fail(`${who} can bypass the protection of ${branch.branch} of ${resource.fullName}`, {
    evidence: skippedEvidence(branch, skipped),
    // Every key that may write to the repository counts among them.
    ...(actors.some(({ kind }) => kind === 'deploy-keys') && { severity: 'medium' }),
  })
}
