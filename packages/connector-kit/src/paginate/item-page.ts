import type { StandardSchemaV1, UnreadableItem } from '@opencasb/core'

/** One page of a listing. */
export interface ItemPage<T> {
  readonly items: readonly T[]
  /** Items that did not have the shape that is read. */
  readonly unreadable: readonly UnreadableItem[]
  /** Where to go on after this page: give it as `from` to resume. Absent after the last page. */
  readonly next?: string
  /** How many items the vendor says that the whole listing has. */
  readonly total?: number
  /** The vendor said that the page did not change. */
  readonly notModified: boolean
}

/** What every paginator takes. */
export interface ListingOptions<T> {
  /** The shape of one item. An item that does not fit is a gap for that item only. */
  readonly item: StandardSchemaV1<unknown, T>
  /** The key of an item that could not be read, as the resource type's `key` would give it. */
  readonly keyOf?: (value: unknown) => string | undefined
  /** The `next` of an earlier page, to go on after it. @default the beginning */
  readonly from?: string
  /** Pages after which the listing counts as endless. @default 100_000 */
  readonly maxPages?: number
}
