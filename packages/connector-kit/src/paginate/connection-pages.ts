import { UnexpectedAnswerError } from '@opencasb/core'
import type { ItemPage, ListingOptions } from './item-page.ts'
import { type RawPage, walkPages } from './walk-pages.ts'

/** One page of a GraphQL connection, as the connector's query answered it. */
export interface ConnectionAnswer {
  /** `nodes`, or the edges. A `null` among them is an unreadable item. */
  readonly nodes: readonly unknown[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined }
  readonly totalCount?: number | undefined
}

/** A page with the answer it was read from, for errors and facets that came along. */
export interface ConnectionPage<T, A extends ConnectionAnswer> extends ItemPage<T> {
  readonly answer: A
}

/** What {@link connectionPages} takes. */
export interface ConnectionListingOptions<T, A extends ConnectionAnswer> extends ListingOptions<T> {
  /** Sends the query for one page: `after` is the cursor, `undefined` for the first page. */
  readonly fetch: (after: string | undefined) => Promise<A>
}

/**
 * Reads a GraphQL connection to its end. `next` is the cursor.
 * @see https://relay.dev/graphql/connections.htm
 */
export async function* connectionPages<T, A extends ConnectionAnswer>(
  options: ConnectionListingOptions<T, A>,
): AsyncGenerator<ConnectionPage<T, A>, void, undefined> {
  const fetch = async (cursor: string | undefined): Promise<RawPage & { readonly answer: A }> => {
    const answer = await options.fetch(cursor)
    const { hasNextPage, endCursor } = answer.pageInfo
    if (hasNextPage && !endCursor) {
      throw new UnexpectedAnswerError('A connection has a next page but no cursor', { retryable: false })
    }
    return {
      answer,
      values: answer.nodes,
      next: hasNextPage && endCursor ? endCursor : undefined,
      total: answer.totalCount,
      notModified: false,
    }
  }
  for await (const { page, raw } of walkPages(fetch, options)) yield { ...page, answer: raw.answer }
}
