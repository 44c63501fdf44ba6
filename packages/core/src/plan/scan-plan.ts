import type { Gap } from '../model/coverage.ts'
import type { Tenant } from '../model/integration.ts'

/** One stream that a scan would read. */
export interface PlannedStream {
  readonly resource: string
  /** Facets that come with it. */
  readonly facets: readonly string[]
  readonly checks: readonly string[]
  /** Items expected; absent where the vendor does not tell without listing. */
  readonly items?: number
  /** Read only to look things up in. */
  readonly indexOnly: boolean
}

/** What a scan would take from one quota bucket. */
export interface PlannedUsage {
  readonly bucket: string
  /** Requests expected; a lower bound where `complete` is false. */
  readonly requests: number
  /** Quota units that the vendor would charge on a first scan. */
  readonly units: number
  /** False where the number of some items is unknown. */
  readonly complete: boolean
  /** The vendor's limit per window, where it tells. */
  readonly limit?: number
  readonly remaining?: number
  /** How many of the vendor's windows it takes, the reserve kept. */
  readonly windows?: number
  /** How long the quota alone makes it last. */
  readonly seconds?: number
}

/** What a scan would do, computed without a list call. */
export interface ScanPlan {
  readonly integration: string
  readonly connector: string
  readonly tenant: Tenant
  readonly authKind: string
  readonly streams: readonly PlannedStream[]
  /** Checks that cannot run, by reason. */
  readonly blocked: readonly Gap[]
  readonly permissions: {
    readonly needed: readonly string[]
    readonly missing: readonly string[]
    /** False where the vendor does not tell what was granted. */
    readonly known: boolean
  }
  readonly usage: readonly PlannedUsage[]
  readonly expiresAt?: string
}
