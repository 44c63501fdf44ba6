import type { JsonObject } from '../model/json.ts'
import type { Severity } from '../model/severity.ts'

/** How a host tunes one check. */
export interface CheckPolicy {
  /** @default true for stable checks, false for preview checks */
  readonly enabled?: boolean
  readonly severity?: Severity
  /** Merged over the parameters of the chosen profile. */
  readonly params?: JsonObject
  /** One of the check's profiles; overrides the policy's. */
  readonly profile?: string
}

/** Which items of a resource type are looked at. Patterns match the asset's name or id; `*` stands for any characters. */
export interface ResourceScope {
  /** Only items that match one of these. */
  readonly only?: readonly string[]
  /** Not the items that match one of these. */
  readonly skip?: readonly string[]
}

/** How a host tunes checks, without editing any. Plain JSON. */
export interface Policy {
  /** The profile whose parameters checks take where they have it. */
  readonly profile?: string
  /** Whether checks that read a beta of the vendor's API run. @default true */
  readonly betaApis?: boolean
  /** By check id, or by a pattern with `*`; the most specific entry wins. */
  readonly checks?: Readonly<Record<string, CheckPolicy>>
  /** By resource type name. Findings of items that fall out of scope are retired. */
  readonly scope?: Readonly<Record<string, ResourceScope>>
}
