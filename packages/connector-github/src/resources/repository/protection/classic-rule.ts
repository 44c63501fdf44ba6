import { z } from 'zod'

/** A classic branch protection rule. */
export interface ClassicRule {
  readonly id: string
  readonly pattern: string
  readonly isAdminEnforced: boolean
  readonly requiresApprovingReviews: boolean
  readonly requiredApprovingReviewCount: number | null
  readonly dismissesStaleReviews: boolean
  readonly requiresCodeOwnerReviews: boolean
  readonly requireLastPushApproval: boolean
  readonly restrictsReviewDismissals: boolean
  readonly requiresStatusChecks: boolean
  readonly requiresStrictStatusChecks: boolean
  readonly requiredStatusCheckContexts: readonly string[]
  readonly requiresConversationResolution: boolean
  readonly requiresCommitSignatures: boolean
  readonly requiresLinearHistory: boolean
  readonly allowsForcePushes: boolean
  readonly allowsDeletions: boolean
  readonly restrictsPushes: boolean
  readonly lockBranch: boolean
}

/** What is asked of a classic rule. */
export const classicRuleFields = `id pattern isAdminEnforced
requiresApprovingReviews requiredApprovingReviewCount dismissesStaleReviews requiresCodeOwnerReviews
requireLastPushApproval restrictsReviewDismissals
requiresStatusChecks requiresStrictStatusChecks requiredStatusCheckContexts
requiresConversationResolution requiresCommitSignatures requiresLinearHistory
allowsForcePushes allowsDeletions restrictsPushes lockBranch`

/** Accepts a classic rule. */
export const classicRuleSchema: z.ZodType<ClassicRule> = z.object({
  id: z.string().min(1),
  pattern: z.string(),
  isAdminEnforced: z.boolean(),
  requiresApprovingReviews: z.boolean(),
  requiredApprovingReviewCount: z
    .number()
    .nullish()
    .transform((count) => count ?? null),
  dismissesStaleReviews: z.boolean(),
  requiresCodeOwnerReviews: z.boolean(),
  requireLastPushApproval: z.boolean(),
  restrictsReviewDismissals: z.boolean(),
  requiresStatusChecks: z.boolean(),
  requiresStrictStatusChecks: z.boolean(),
  requiredStatusCheckContexts: z
    .array(z.string().nullable())
    .nullish()
    .transform((contexts) => (contexts ?? []).filter((context) => context !== null)),
  requiresConversationResolution: z.boolean(),
  requiresCommitSignatures: z.boolean(),
  requiresLinearHistory: z.boolean(),
  allowsForcePushes: z.boolean(),
  allowsDeletions: z.boolean(),
  restrictsPushes: z.boolean(),
  lockBranch: z.boolean(),
})
