import type { OpenCasbError } from '../errors/open-casb-error.ts'
import type { Asset } from '../model/asset.ts'
import type { GapReason } from '../model/coverage.ts'

/** An item that arrived but could not be read: a gap for that item, not for its page. */
export interface UnreadableItem {
  /** The item's key where it could be told. Without it no finding of the partition is closed for absence. */
  readonly key?: string
  readonly reason: GapReason
  readonly message: string
}

/** What one facet answered for one item. */
export type FacetOutcome<V = unknown> = { readonly value: V } | { readonly error: OpenCasbError }

/** Facet values that came along with a page: facet name → item key → outcome. */
export type InlineFacets = ReadonlyMap<string, ReadonlyMap<string, FacetOutcome>>

/** One page of a resource type's stream. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Keys of items that the vendor says are gone; in change feeds only. */
  readonly removed?: readonly string[]
  readonly unreadable?: readonly UnreadableItem[]
  /** Facets that came along with the items. What is missing here, the engine fetches. */
  readonly facets?: InlineFacets
  /** Where a later run goes on after this page. Absent: this stream cannot be resumed in the middle. */
  readonly cursor?: string
  /** Where the next change feed starts. The last one given in a stream counts. */
  readonly watermark?: string
  /** How many items the vendor says that the whole listing has. Fewer make the listing incomplete. */
  readonly total?: number
}

/** The unit of failure and of completeness: an organisation, a drive, a site. */
export interface Partition {
  /** The vendor's immutable id. */
  readonly key: string
  readonly name: string
  /** What checks that judge the partition as a whole (how many owners?) put their findings on. */
  readonly asset?: Asset
}
