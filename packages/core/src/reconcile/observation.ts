import type { Check } from '../contract/check.ts'
import type { FailVerdict } from '../contract/verdict.ts'
import type { Asset } from '../model/asset.ts'
import type { Severity } from '../model/severity.ts'

/** A check failing for an item, with all that a finding needs. */
export interface FailObservation {
  readonly outcome: 'fail'
  readonly check: Check
  readonly verdict: FailVerdict
  readonly asset: Asset
  readonly resource: string
  readonly partition: string
  readonly item: string
  readonly parent?: string
  /** What the host's policy makes of the severity. */
  readonly policySeverity?: Severity
}

/**
 * What a scan saw of one finding.
 * - `pass`: the check passed or does not apply
 * - `unknown`: it could not be judged
 * - `deleted`: the vendor said that the item is gone
 * - `absent`: a complete listing lacked the item; `tolerant` where items may have moved while it was read
 * - `retired`: the host no longer wants to know
 */
export type Observation =
  | FailObservation
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'deleted' }
  | { readonly outcome: 'absent'; readonly tolerant: boolean }
  | { readonly outcome: 'retired' }
