import type { HttpClient } from '../http/http-client.ts'
import type { HttpListingOptions } from './http-listing-options.ts'
import { fieldOf, httpPages } from './http-pages.ts'
import type { ItemPage } from './item-page.ts'

/** What {@link tokenPages} takes. */
export interface TokenListingOptions<T> extends HttpListingOptions<T> {
  readonly itemsOf: (body: unknown) => readonly unknown[] | undefined
  /** Finds the token of the next page in the body. @default the field `nextPageToken` */
  readonly tokenOf?: (body: unknown) => string | undefined
  /** The query parameter that carries it. @default 'pageToken' */
  readonly parameter?: string
}

/** Reads a listing whose body holds a token for the next page. `next` is that token. */
export function tokenPages<T>(
  client: HttpClient,
  path: string,
  options: TokenListingOptions<T>,
): AsyncGenerator<ItemPage<T>, void, undefined> {
  const { tokenOf = defaultToken, parameter = 'pageToken', query, itemsOf } = options
  return httpPages(
    client,
    {
      itemsOf,
      totalOf: () => undefined,
      locate: (cursor) => ({ path, query: cursor === undefined ? query : { ...query, [parameter]: cursor } }),
      nextOf: ({ data }) => tokenOf(data) || undefined,
    },
    options,
  )
}

function defaultToken(body: unknown): string | undefined {
  const token = fieldOf(body, 'nextPageToken')
  return typeof token === 'string' ? token : undefined
}
