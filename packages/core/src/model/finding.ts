import type { Asset } from './asset.ts'
import type { JsonObject } from './json.ts'
import type { Severity } from './severity.ts'

/** Where a finding stands. */
export type FindingState = 'open' | 'acknowledged' | 'ignored' | 'resolved' | 'reopened'

/** The finding states, for hosts that build filters. */
export const findingStates: readonly FindingState[] = ['open', 'acknowledged', 'ignored', 'resolved', 'reopened']

/** What closed a finding. */
export type Resolution =
  /** The check passed, or no longer applies. */
  | 'passed'
  /** The vendor said that the asset is gone. */
  | 'deleted'
  /** A complete listing no longer had the asset. */
  | 'absent'
  /** The host switched the check off, put the asset out of scope, or the connector no longer has the check. */
  | 'retired'

/** What kind of trouble a check looks for. */
export type CheckCategory =
  | 'misconfiguration'
  | 'account-risk'
  | 'data-exposure'
  | 'third-party-access'
  | 'activity'
  | 'vulnerability'

/** The categories of checks. */
export const checkCategories: readonly CheckCategory[] = [
  'misconfiguration',
  'account-risk',
  'data-exposure',
  'third-party-access',
  'activity',
  'vulnerability',
]

/** Who set the severity that a finding carries. */
export type SeveritySource = 'check' | 'verdict' | 'policy' | 'host'

/** A risk that the host accepted. */
export interface IgnoreNote {
  readonly reason: string
  readonly by: string
  readonly at: string
  /** When the finding comes back by itself. Absent: never. */
  readonly until?: string
}

/** One check failing for one asset of one integration. Times are ISO 8601 in UTC. */
export interface Finding {
  /** Stable across scans: connector, tenant, check, asset and part; not name, severity or message. */
  readonly fingerprint: string
  readonly integration: string
  readonly connector: string
  readonly tenant: string
  readonly check: string
  readonly checkVersion: number
  readonly category: CheckCategory
  readonly title: string
  /** What is wrong with this asset. */
  readonly message: string
  readonly risk: string
  readonly remediation: string
  readonly frameworks: Readonly<Record<string, readonly string[]>>
  readonly asset: Asset
  /** Set where one asset can fail a check in several ways. */
  readonly part?: string
  readonly evidence: JsonObject
  readonly severity: Severity
  readonly severitySource: SeveritySource
  readonly state: FindingState
  readonly firstSeen: string
  /** When a scan last saw the check fail for this asset. */
  readonly lastSeen: string
  /** Since when the asset could not be assessed; the finding stays as it was. */
  readonly unknownSince?: string
  readonly resolvedAt?: string
  readonly resolution?: Resolution
  readonly ignore?: IgnoreNote
  /** Counts the changes of this finding, from 1. */
  readonly revision: number
}

/** What happened to a finding. */
export type FindingChangeType =
  | 'opened'
  | 'reopened'
  | 'changed'
  | 'resolved'
  | 'acknowledged'
  | 'ignored'
  | 'ignore-expired'
  | 'severity-changed'

/** One change of one finding, as sinks receive it. The id is deterministic: a crash re-sends the same id. */
export interface FindingChange {
  readonly id: string
  readonly type: FindingChangeType
  readonly at: string
  /** The scan that made the change; absent where a person did. */
  readonly runId?: string
  /** The finding after the change. */
  readonly finding: Finding
}

/** One line of a finding's history. */
export interface FindingHistoryEntry {
  readonly id: string
  readonly type: FindingChangeType
  readonly at: string
  readonly revision: number
  readonly runId?: string
  readonly by?: string
  /** A sentence for a person: the resolution, the reason of an ignore, the severity before and after. */
  readonly note?: string
}
