import type { Severity } from './severity.ts'

/** Why something could not be read. */
export type GapReason =
  /** The credential lacks a permission. */
  | 'permission-missing'
  /** The plan, edition or server version lacks the feature, or it is switched off. */
  | 'feature-unavailable'
  /** This kind of credential can never read it. */
  | 'auth-kind-unsupported'
  /** The quota ran out before it could be read. */
  | 'rate-limited'
  /** The vendor answered with an error, or not at all. */
  | 'provider-error'
  /** The vendor's answer did not have the shape that the connector needs. */
  | 'unexpected-answer'
  /** The connector itself broke the contract. */
  | 'connector-error'
  /** The check itself failed. */
  | 'check-error'
  /** Fewer items arrived than the vendor said there are, or the listing went in circles. */
  | 'incomplete-listing'
  /** A sweep would have closed so many findings that it waits for the host's word. */
  | 'sweep-held'
  /** The item exists, but not to this credential, or it went away while we read. */
  | 'not-found'
  /** The scan was stopped first. */
  | 'aborted'
  /** The data it depends on could not be read. */
  | 'dependency'

/** Something that could not be read, and which checks cannot judge because of it. */
export interface Gap {
  readonly reason: GapReason
  /** One sentence for a person: what is missing and what to do about it. */
  readonly message: string
  readonly resource?: string
  readonly facet?: string
  readonly partition?: string
  /** Set where one item could not be read. */
  readonly asset?: string
  /** The checks that cannot judge because of it. */
  readonly checks: readonly string[]
  /** Permissions that would close the gap. */
  readonly missing?: readonly string[]
  /** How many items this gap stands for; gaps alike are counted, not repeated. */
  readonly count: number
}

/** How many assets a check looked at, and with what outcome. */
export interface AssetCounts {
  readonly passed: number
  readonly failed: number
  readonly notApplicable: number
  readonly unknown: number
}

/** Why a check could not judge some assets, with how many; `count` is absent when nobody knows how many there are. */
export interface UnknownReason {
  readonly reason: GapReason
  readonly message: string
  readonly count?: number
}

/**
 * What a scan can say about one check.
 * - `assessed`: every asset was judged
 * - `partial`: some assets are unknown
 * - `unknown`: none could be judged
 * - `skipped`: the host left the check out of this run
 */
export type CheckStatus = 'assessed' | 'partial' | 'unknown' | 'skipped'

/** One check in a {@link ScanReport}. */
export interface CheckCoverage {
  readonly check: string
  readonly title: string
  readonly severity: Severity
  readonly status: CheckStatus
  readonly assets: AssetCounts
  readonly unknown: readonly UnknownReason[]
  readonly frameworks: Readonly<Record<string, readonly string[]>>
}

/** One resource type in one partition: was it read to the end? */
export interface StreamCoverage {
  readonly resource: string
  readonly partition: string
  readonly partitionName: string
  readonly mode: 'full' | 'changes'
  readonly complete: boolean
  readonly items: number
  readonly pages: number
  /** Why it is incomplete. */
  readonly reason?: GapReason
}
