import type { Query } from '../http/http-client.ts'
import type { ListingOptions } from './item-page.ts'

/** What the paginators over {@link HttpClient.get} take. */
export interface HttpListingOptions<T> extends ListingOptions<T> {
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  readonly bucket?: string
  readonly cost?: number
  readonly signal: AbortSignal
  /** @default true */
  readonly conditional?: boolean
  /** Finds the items in the body; `undefined` where the body is not a page. */
  readonly itemsOf?: (body: unknown) => readonly unknown[] | undefined
  /** Finds the vendor's count of the whole listing in the body. */
  readonly totalOf?: (body: unknown) => number | undefined
}
