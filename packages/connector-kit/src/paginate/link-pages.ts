import type { HttpClient } from '../http/http-client.ts'
import type { HttpListingOptions } from './http-listing-options.ts'
import { countOf, httpPages } from './http-pages.ts'
import type { ItemPage } from './item-page.ts'
import { nextLink } from './next-link.ts'

/**
 * Reads a listing whose `Link` header names the next page (`rel="next"`). Items are the body itself unless `itemsOf`
 * finds them elsewhere; the total is the field `total_count` where there is one. `next` is the vendor's URL, followed on
 * the client's origin only.
 * @see https://www.rfc-editor.org/rfc/rfc8288
 */
export function linkPages<T>(
  client: HttpClient,
  path: string,
  options: HttpListingOptions<T>,
): AsyncGenerator<ItemPage<T>, void, undefined> {
  return httpPages(
    client,
    {
      itemsOf: (body) => (Array.isArray(body) ? body : undefined),
      totalOf: (body) => countOf(body, 'total_count'),
      cursorIsUrl: true,
      locate: (cursor) => (cursor === undefined ? { path, query: options.query } : { path: cursor }),
      // A relative link is relative to the page that holds it.
      nextOf: ({ headers, url }) => {
        const link = nextLink(headers['link'])
        return link === undefined ? undefined : (URL.parse(link, url.href)?.href ?? link)
      },
    },
    options,
  )
}
