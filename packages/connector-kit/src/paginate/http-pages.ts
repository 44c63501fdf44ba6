import type { StandardSchemaV1 } from '@opencasb/core'
import type { HttpAnswer, HttpClient, Query } from '../http/http-client.ts'
import type { HttpListingOptions } from './http-listing-options.ts'
import type { ItemPage } from './item-page.ts'
import { type RawPage, walkPages } from './walk-pages.ts'

/** How one kind of listing is read over HTTP. */
export interface HttpListing {
  readonly itemsOf: (body: unknown) => readonly unknown[] | undefined
  readonly totalOf: (body: unknown) => number | undefined
  /** Whether a page is known by the URL that it came from, besides its cursor. */
  readonly cursorIsUrl?: boolean
  /** Where the page at a cursor is. */
  readonly locate: (cursor: string | undefined) => { readonly path: string; readonly query?: Query | undefined }
  readonly nextOf: (answer: HttpAnswer<unknown>) => string | undefined
}

/** Reads a listing over {@link HttpClient.get}. */
export async function* httpPages<T>(
  client: HttpClient,
  listing: HttpListing,
  options: HttpListingOptions<T>,
): AsyncGenerator<ItemPage<T>, void, undefined> {
  const { headers, bucket, cost, signal, conditional } = options
  const itemsOf = options.itemsOf ?? listing.itemsOf
  const totalOf = options.totalOf ?? listing.totalOf
  const schema = pageSchema(itemsOf)
  const fetch = async (cursor: string | undefined): Promise<RawPage> => {
    const { path, query } = listing.locate(cursor)
    const answer = await client.get(path, {
      schema,
      signal,
      ...(query && { query }),
      ...(headers && { headers }),
      ...(bucket !== undefined && { bucket }),
      ...(cost !== undefined && { cost }),
      ...(conditional !== undefined && { conditional }),
    })
    const { body, values } = answer.data
    return {
      values,
      next: listing.nextOf({ ...answer, data: body }),
      total: totalOf(body),
      notModified: answer.notModified,
      ...(listing.cursorIsUrl && { at: answer.url.href }),
    }
  }
  for await (const { page } of walkPages(fetch, options)) yield page
}

interface PageBody {
  readonly body: unknown
  readonly values: readonly unknown[]
}

/** Checks only that the body is a page: its items are checked one by one. */
function pageSchema(itemsOf: (body: unknown) => readonly unknown[] | undefined): StandardSchemaV1<unknown, PageBody> {
  return {
    '~standard': {
      version: 1,
      vendor: 'opencasb',
      validate: (body) => {
        const values = itemsOf(body)
        return Array.isArray(values) ? { value: { body, values } } : { issues: [{ message: 'not a page of items' }] }
      },
    },
  }
}

/** A field of an object, whatever it is; `undefined` where there is no such field or no object. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined
}

/** A field that is a list. */
export function listOf(body: unknown, name: string): readonly unknown[] | undefined {
  const field = fieldOf(body, name)
  return Array.isArray(field) ? field : undefined
}

/** A field that is a number of items. */
export function countOf(body: unknown, name: string): number | undefined {
  const field = fieldOf(body, name)
  return typeof field === 'number' && Number.isInteger(field) && field >= 0 ? field : undefined
}
