import type { Check } from '../contract/check.ts'
import type { Severity } from '../model/severity.ts'

/** A check as it runs: with its parameters and what the host makes of it. */
export interface ChosenCheck {
  readonly check: Check
  readonly params: unknown
  /** The host's severity for all findings of the check. */
  readonly policySeverity?: Severity
}
