import { type HttpClient, type ItemPage, type Query, tokenPages } from '@opencasb/connector-kit'
import type { z } from 'zod'
import type { GoogleApi } from './google-api.ts'

/** How a listing is read. */
export interface ListRequest<T> {
  /** The shape of one item, nothing more than what is read. */
  readonly item: z.ZodType<T>
  /** The field of the answer that holds the items; Google leaves it out where there are none. */
  readonly itemsField: string
  /** The key of an item that could not be read, as the resource type's `key` would give it. */
  readonly keyOf?: (value: unknown) => string | undefined
  readonly query?: Query
  /** The `next` of an earlier page, to go on after it. */
  readonly from?: string | undefined
  /** Whose data it is, by primary e-mail address. @default the administrator's view */
  readonly subject?: string
  readonly signal: AbortSignal
}

/** Reads Google's APIs. */
export interface GoogleClient {
  /**
   * The client of one API: its origin, its quota bucket, and tokens with this API's scopes only.
   * @param subject the user in whose name it reads, for Drive, Gmail and Calendar; needs a service account
   */
  http(api: GoogleApi, subject?: string): HttpClient
  /** Pages of a listing that is paged with `pageToken` and `nextPageToken`. */
  list<T>(api: GoogleApi, path: string, request: ListRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined>
}

/** Makes the client over the clients of the APIs. */
export function createGoogleClient(http: GoogleClient['http']): GoogleClient {
  return {
    http,
    list: (api, path, { item, itemsField, keyOf, query, from, subject, signal }) =>
      tokenPages(http(api, subject), path, {
        item,
        itemsOf: (body) => itemsIn(body, itemsField, api),
        ...(keyOf && { keyOf }),
        ...(query && { query }),
        ...(from !== undefined && { from }),
        signal,
      }),
  }
}

/** What stands beside the items of a page. */
const besideItems: ReadonlySet<string> = new Set([
  'kind',
  'etag',
  'nextPageToken',
  'nextSyncToken',
  'resultSizeEstimate',
])

/** APIs whose pages do not say what they are. */
const withoutKind: ReadonlySet<GoogleApi> = new Set(['cloudIdentity', 'gmail'])

/** Google leaves an empty list out. What is no page of the API must not be taken for one. */
function itemsIn(body: unknown, field: string, api: GoogleApi): readonly unknown[] | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  const fields = body as Readonly<Record<string, unknown>>
  const items = fields[field]
  if (items !== undefined) return Array.isArray(items) ? items : undefined
  const isPage = typeof fields['kind'] === 'string' || withoutKind.has(api)
  return isPage && Object.keys(fields).every((name) => besideItems.has(name)) ? [] : undefined
}
