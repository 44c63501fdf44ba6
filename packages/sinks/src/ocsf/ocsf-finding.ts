import type { JsonObject } from '@opencasb/core'

/** The version of the schema that events are written in. Those of later 1.x versions can read it. */
export const ocsfVersion = '1.8.0'

/** What all our events hold. Times are milliseconds since the epoch. */
interface OcsfBase {
  readonly metadata: {
    /** The id of the change: the same however often it is written. */
    readonly uid: string
    readonly version: typeof ocsfVersion
    readonly product: { readonly name: string; readonly vendor_name: string; readonly version: string }
    /** The type of the change, in OpenCASB's words. */
    readonly event_code: string
    /** The vendor's id of the tenant. */
    readonly tenant_uid: string
    /** The scan that made the change; absent where a person did. */
    readonly correlation_uid?: string
    /** Set where a text was cut or evidence left out for its length. */
    readonly is_truncated?: boolean
  }
  readonly activity_id: 1 | 2 | 3
  readonly activity_name: 'Create' | 'Update' | 'Close'
  readonly category_uid: 2
  readonly category_name: 'Findings'
  readonly type_uid: number
  readonly type_name: string
  /** When the change happened. */
  readonly time: number
  readonly severity_id: 2 | 3 | 4 | 5
  readonly severity: 'Low' | 'Medium' | 'High' | 'Critical'
  readonly status_id: 1 | 2 | 3 | 4
  readonly status: 'New' | 'In Progress' | 'Suppressed' | 'Resolved'
  /** Why it was accepted, or what closed it. */
  readonly status_detail?: string
  readonly message: string
  readonly finding_info: OcsfFindingInfo
  readonly resources: readonly OcsfResource[]
  readonly remediation: { readonly desc: string }
  readonly evidences?: readonly { readonly data: JsonObject }[]
  /** What the schema has no place for. */
  readonly unmapped: JsonObject
}

/** What was found, by which check. */
export interface OcsfFindingInfo {
  /** The finding's fingerprint. */
  readonly uid: string
  readonly title: string
  readonly desc: string
  readonly types: readonly string[]
  readonly created_time: number
  readonly first_seen_time: number
  readonly last_seen_time: number
  readonly modified_time: number
  /** Where a person can look at the asset at the vendor. */
  readonly src_url?: string
  readonly analytic: {
    readonly uid: string
    readonly name: string
    readonly version: string
    readonly type_id: 1
    readonly type: 'Rule'
  }
}

/** The asset. */
export interface OcsfResource {
  readonly uid: string
  readonly name: string
  readonly type: string
  readonly owner?: { readonly name: string }
  /** The vendor's word for its state. */
  readonly labels?: readonly string[]
}

/** What a check says of the asset. */
export interface OcsfCheckStatus {
  readonly status_id: 1 | 3 | 99
  /** In our own words where `status_id` is 99. */
  readonly status: string
}

/** Compliance Finding: an asset that is not set up as it should be. */
export interface OcsfComplianceFinding extends OcsfBase {
  readonly class_uid: 2003
  readonly class_name: 'Compliance Finding'
  readonly compliance: OcsfCheckStatus & {
    readonly standards?: readonly string[]
    /** The controls of the standards that the check answers. */
    readonly requirements?: readonly string[]
    readonly control?: string
    readonly checks: readonly (OcsfCheckStatus & {
      readonly uid: string
      readonly name: string
      readonly desc: string
      readonly version: string
    })[]
  }
}

/** Detection Finding: access, exposure or activity that somebody should look at. */
export interface OcsfDetectionFinding extends OcsfBase {
  readonly class_uid: 2004
  readonly class_name: 'Detection Finding'
  readonly is_alert: boolean
  readonly risk_details: string
}

/** An event of the Open Cybersecurity Schema Framework. */
export type OcsfFinding = OcsfComplianceFinding | OcsfDetectionFinding
