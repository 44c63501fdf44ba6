// The part of SARIF 2.1.0 that is written here, in the standard's own words.
// See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import type { JsonValue } from '@opencasb/core'

/** Anything that the standard has no place for. */
export type PropertyBag = Readonly<Record<string, JsonValue | undefined>>

/** How a viewer ranks a result or notification. */
export type SarifLevel = 'error' | 'warning' | 'note'

/** Points at a rule, a notification or a taxon. */
export interface SarifReference {
  readonly id: string
  readonly index?: number
  readonly toolComponent?: { readonly name: string; readonly index: number }
}

/** A rule, a kind of notification, or a control of a benchmark. */
export interface SarifDescriptor {
  readonly id: string
  readonly name?: string
  readonly shortDescription?: { readonly text: string }
  readonly fullDescription?: { readonly text: string }
  readonly help?: { readonly text: string; readonly markdown?: string }
  readonly defaultConfiguration?: { readonly level: SarifLevel; readonly rank?: number }
  readonly relationships?: readonly { readonly target: SarifReference; readonly kinds: readonly string[] }[]
  readonly properties?: PropertyBag
}

/** A tool, or a benchmark. */
export interface SarifToolComponent {
  readonly name: string
  readonly fullName?: string
  readonly version?: string
  readonly semanticVersion?: string
  readonly shortDescription?: { readonly text: string }
  readonly rules?: readonly SarifDescriptor[]
  readonly notifications?: readonly SarifDescriptor[]
  readonly taxa?: readonly SarifDescriptor[]
  readonly supportedTaxonomies?: readonly { readonly name: string; readonly index: number }[]
}

/** Where a result is: for an asset, a path of its own making and the asset's names. */
export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly description?: { readonly text: string } }
    readonly region: {
      readonly startLine: number
      readonly startColumn: number
      readonly endLine: number
      readonly endColumn: number
    }
  }
  readonly logicalLocations: readonly {
    readonly name: string
    readonly fullyQualifiedName: string
    readonly kind: string
    readonly properties?: PropertyBag
  }[]
}

/** A risk that somebody accepted. */
export interface SarifSuppression {
  readonly kind: 'external'
  readonly status: 'accepted'
  readonly justification: string
  readonly properties: PropertyBag
}

/** A finding. */
export interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly kind: 'fail'
  readonly level: SarifLevel
  readonly rank: number
  readonly message: { readonly text: string }
  readonly locations: readonly SarifLocation[]
  readonly fingerprints: Readonly<Record<string, string>>
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly suppressions: readonly SarifSuppression[]
  readonly provenance: { readonly firstDetectionTimeUtc: string; readonly invocationIndex?: number }
  readonly properties: PropertyBag
}

/** Something that went wrong while scanning, or could not be looked at. */
export interface SarifNotification {
  readonly descriptor: SarifReference
  readonly level: SarifLevel
  readonly message: { readonly text: string }
  readonly associatedRule?: SarifReference
  readonly properties: PropertyBag
}

/** One scan of one integration. */
export interface SarifInvocation {
  readonly executionSuccessful: boolean
  readonly startTimeUtc: string
  readonly endTimeUtc: string
  readonly toolExecutionNotifications: readonly SarifNotification[]
  readonly properties: PropertyBag
}
