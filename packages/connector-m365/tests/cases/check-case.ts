import type { AggregateCheckRun, CheckRun } from '@opencasb/testkit'

/** What a check is shown, and what it is to say. */
export interface CheckCase {
  readonly check: string
  readonly failing: CheckRun | AggregateCheckRun
  readonly passing: CheckRun | AggregateCheckRun
  /** Traps: what looks like a failure and is none. */
  readonly alsoPassing?: readonly CheckRun[]
  readonly notApplicable?: readonly (CheckRun | AggregateCheckRun)[]
}
