import { PermissionError } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../../needs.ts'
import { isOutsider, readField } from '../read-part.ts'
import type { PartAnswer, RepositoryPart } from '../repository-part.ts'
import { branchRuleFields, branchRuleSchema } from './branch-rule.ts'
import { classicRuleFields, classicRuleSchema } from './classic-rule.ts'
import type { BranchAnswer } from './resolve-protection.ts'

/** Rules of one branch that are read; nobody has so many. */
const rulesRead = 100

/**
 * Classic rules need the administration permission; the default branch itself is part of the contents to GitHub.
 * @see https://docs.github.com/en/rest/branches/branch-protection
 * @see https://github.com/cli/cli/issues/12798
 */
export const protectionNeeds: ReturnType<typeof githubNeeds> = githubNeeds({
  permissions: ['administration:read', 'contents:read'],
  scopes: ['repo'],
})

const branchSchema = z
  .object({
    name: z.string(),
    branchProtectionRule: classicRuleSchema.nullish(),
    rules: z
      .object({ pageInfo: z.object({ hasNextPage: z.boolean() }), nodes: z.array(branchRuleSchema).nullish() })
      .nullish(),
  })
  .nullish()

/** The default branch with all rules that concern it. */
export const protectionPart: RepositoryPart<BranchAnswer> = {
  field: 'defaultBranchRef',
  connections: 1,
  selection: `defaultBranchRef {
  name
  branchProtectionRule { ${classicRuleFields} }
  rules(first: ${rulesRead}) {
    pageInfo { hasNextPage }
    nodes { ${branchRuleFields} }
  }
}`,
  read: readBranch,
}

function readBranch(answer: PartAnswer): FacetOutcome<BranchAnswer> {
  const missing = protectionNeeds[answer.authKind] ?? []
  const what = 'the protection of the default branch'
  const outcome = readField(answer, 'defaultBranchRef', branchSchema, what, missing)
  if ('error' in outcome) return outcome
  const branch = outcome.value
  if (!branch) return { value: { branch: null, classic: null, rules: [] } }
  // People who do not administer a repository are told that it has no classic rule, whether it has one or not.
  if (!branch.branchProtectionRule && isOutsider(answer)) {
    return {
      error: new PermissionError('GitHub shows classic branch protection to administrators of the repository only', {
        missing,
      }),
    }
  }
  if (!branch.rules || branch.rules.pageInfo.hasNextPage) {
    return { error: new PermissionError('GitHub does not show all rules of the default branch', { missing }) }
  }
  return {
    value: { branch: branch.name, classic: branch.branchProtectionRule ?? null, rules: branch.rules.nodes ?? [] },
  }
}
