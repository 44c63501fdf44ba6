import type { Asset } from '../model/asset.ts'
import type { AssetCounts, CheckStatus, UnknownReason } from '../model/coverage.ts'
import type { FindingState } from '../model/finding.ts'
import type { Tenant } from '../model/integration.ts'
import type { Severity } from '../model/severity.ts'

/**
 * What a scan can say about one control.
 * - `fail`: a check that answers it has findings, accepted ones included
 * - `unknown`: none fails, and some of its checks could not judge everything, or did not run
 * - `pass`: all of its checks judged everything there is, and nothing fails
 * - `not-applicable`: its checks ran, and found nothing that they concern
 * - `not-covered`: no check answers it
 */
export type ControlStatus = 'fail' | 'unknown' | 'pass' | 'not-applicable' | 'not-covered'

/** Every {@link ControlStatus}, the most urgent first. */
export const controlStatuses: readonly ControlStatus[] = ['fail', 'unknown', 'pass', 'not-applicable', 'not-covered']

/** One check as it bears on a control. */
export interface ControlCheck {
  readonly check: string
  readonly title: string
  readonly severity: Severity
  readonly status: CheckStatus
  /** What the last scan looked at: after a scan by change feeds only what had changed. */
  readonly assets: AssetCounts
  readonly unknown: readonly UnknownReason[]
}

/** An asset that keeps a control from passing. */
export interface ConcernedAsset {
  readonly asset: Asset
  readonly check: string
  readonly severity: Severity
  readonly message: string
  readonly state: FindingState
  /** Of the finding. */
  readonly fingerprint: string
}

/** One control of a benchmark with its answer. */
export interface ControlResult {
  readonly id: string
  readonly title: string
  readonly status: ControlStatus
  /** Why no API can answer it. */
  readonly manual?: string
  readonly checks: readonly ControlCheck[]
  /** How many findings stand against it, and how many of them the host has accepted. */
  readonly findings: { readonly total: number; readonly accepted: number }
  /** The most urgent of these, at most {@link mostConcerned}. */
  readonly concerned: readonly ConcernedAsset[]
}

/** So many assets are named per control. */
export const mostConcerned = 50

/** A benchmark against the last scan of an integration. */
export interface ComplianceView {
  readonly schema: 'opencasb.compliance/v1'
  readonly connector: string
  readonly integration: { readonly id: string; readonly name: string }
  readonly tenant?: Tenant
  readonly framework: { readonly id: string; readonly title: string; readonly version: string; readonly url: string }
  /** When the scan ended that it stands on; ISO 8601. */
  readonly assessedAt: string
  readonly counts: Readonly<Record<ControlStatus, number>>
  /** In the order of the benchmark. */
  readonly controls: readonly ControlResult[]
}
