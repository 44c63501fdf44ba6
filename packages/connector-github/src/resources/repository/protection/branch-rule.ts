import { z } from 'zod'

/** The ruleset that a rule belongs to. */
export interface Ruleset {
  readonly id: string
  readonly name: string
  /** `ACTIVE`, `EVALUATE`, `DISABLED`, or what GitHub adds one day. */
  readonly enforcement: string
  readonly updatedAt: string
  /** `Repository`, `Organization` or `Enterprise`. */
  readonly source: string
}

/** One rule of a ruleset that concerns a branch. */
export interface BranchRule {
  /** `PULL_REQUEST`, `NON_FAST_FORWARD`, … or what GitHub adds one day. */
  readonly type: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly ruleset: Ruleset
}

/** What is asked of a rule. */
export const branchRuleFields = `type
parameters {
  ... on PullRequestParameters {
    requiredApprovingReviewCount dismissStaleReviewsOnPush requireCodeOwnerReview requireLastPushApproval requiredReviewThreadResolution
  }
  ... on RequiredStatusChecksParameters { strictRequiredStatusChecksPolicy requiredStatusChecks { context } }
}
repositoryRuleset { id name enforcement updatedAt source { __typename } }`

/** Accepts a rule. */
export const branchRuleSchema: z.ZodType<BranchRule> = z
  .object({
    type: z.string(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
    repositoryRuleset: z.object({
      id: z.string().min(1),
      name: z.string(),
      enforcement: z.string(),
      updatedAt: z.string(),
      source: z.object({ __typename: z.string() }),
    }),
  })
  .transform(({ type, parameters, repositoryRuleset }) => ({
    type,
    parameters: parameters ?? {},
    ruleset: { ...repositoryRuleset, source: repositoryRuleset.source.__typename },
  }))
