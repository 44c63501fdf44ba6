import type { CheckRun } from '@opencasb/testkit'

/** What a check is shown, and what it is to say. */
export interface PolicyCheckCase {
  readonly check: string
  readonly failing: CheckRun
  readonly passing: CheckRun
  /** Others that it must see through. */
  readonly alsoFailing?: Readonly<Record<string, CheckRun>>
  readonly alsoPassing?: Readonly<Record<string, CheckRun>>
  readonly notApplicable?: readonly CheckRun[]
}
