import type { HttpClient } from '../http/http-client.ts'
import type { HttpListingOptions } from './http-listing-options.ts'
import { countOf, fieldOf, httpPages, listOf } from './http-pages.ts'
import type { ItemPage } from './item-page.ts'

/**
 * Reads an OData listing: items in `value`, the absolute URL of the next page in `@odata.nextLink`, the count in
 * `@odata.count`. `next` is that URL, followed on the client's origin only.
 * @see https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html
 */
export function odataPages<T>(
  client: HttpClient,
  path: string,
  options: HttpListingOptions<T>,
): AsyncGenerator<ItemPage<T>, void, undefined> {
  return httpPages(
    client,
    {
      itemsOf: (body) => listOf(body, 'value'),
      totalOf: (body) => countOf(body, '@odata.count'),
      cursorIsUrl: true,
      locate: (cursor) => (cursor === undefined ? { path, query: options.query } : { path: cursor }),
      nextOf: ({ data, url }) => {
        const link = fieldOf(data, '@odata.nextLink')
        return typeof link === 'string' && link !== '' ? (URL.parse(link, url.href)?.href ?? link) : undefined
      },
    },
    options,
  )
}
