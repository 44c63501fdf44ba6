import type { ProtectionSource } from './protection-source.ts'

/** Something that a branch demands. It is in force where at least one source imposes it. */
export interface Requirement {
  readonly inForce: boolean
  readonly by: readonly ProtectionSource[]
}

/** How many approvals a change needs: the highest number that a source asks for. */
export interface ApprovalRequirement extends Requirement {
  readonly count: number
}

/** Which status checks must have passed. */
export interface StatusCheckRequirement extends Requirement {
  readonly checks: readonly string[]
}

/** All that the default branch of a repository demands, from classic protection and rulesets together. */
export interface DefaultBranchProtection {
  /** `null` in an empty repository. */
  readonly branch: string | null
  /** Everything that is in force on the branch. */
  readonly sources: readonly ProtectionSource[]
  /** Changes come through pull requests. */
  readonly pullRequest: Requirement
  readonly approvals: ApprovalRequirement
  /** At least one approval; imposed by every source that asks for any, not only by the strictest. */
  readonly review: Requirement
  /** New commits dismiss approvals. */
  readonly staleDismissal: Requirement
  readonly codeOwnerReview: Requirement
  /** Somebody other than the last pusher approves. */
  readonly lastPushApproval: Requirement
  /** Only named people dismiss reviews. Classic rules have it, rulesets do not. */
  readonly dismissalRestriction: Requirement
  readonly statusChecks: StatusCheckRequirement
  /** What is merged was tested on top of the newest state of the branch. */
  readonly upToDate: Requirement
  readonly conversationResolution: Requirement
  readonly signatures: Requirement
  readonly linearHistory: Requirement
  readonly noForcePush: Requirement
  readonly noDeletion: Requirement
  /** Only named actors push. */
  readonly pushRestriction: Requirement
  /** Nobody pushes: the branch is read-only. */
  readonly locked: Requirement
}
