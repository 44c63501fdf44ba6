import type { AggregateCheckRun, CheckRun } from '@opencasb/testkit'

/** What a check is shown, and what it is to say. */
export interface CheckCase {
  readonly check: string
  readonly failing: CheckRun | AggregateCheckRun
  readonly passing: CheckRun | AggregateCheckRun
  readonly notApplicable?: readonly CheckRun[]
  /** What looks wrong, and is right. */
  readonly alsoPassing?: readonly CheckRun[]
}
