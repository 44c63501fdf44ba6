import { type HttpAnswer, type HttpClient, type ItemPage, linkPages, type Query } from '@opencasb/connector-kit'
import type { HttpCache, StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'
import { type GraphqlError, graphqlErrorSchema } from './http/graphql-error.ts'
import { graphqlPoints } from './http/graphql-points.ts'
import { PageSizes } from './http/page-sizes.ts'

/** A GraphQL request. */
export interface GraphqlRequest<T> {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** The shape of `data`, nothing more than what is read. */
  readonly schema: z.ZodType<T>
  /** Connection look-ups that it takes, by GitHub's formula. @default 1 */
  readonly lookups?: number
  readonly signal: AbortSignal
}

/** A GraphQL answer: what could be read, and what GitHub refused of it. */
export interface GraphqlAnswer<T> {
  readonly data: T
  readonly errors: readonly GraphqlError[]
}

/** How a REST listing is read. */
export interface ListRequest<T> {
  readonly item: z.ZodType<T>
  readonly keyOf?: (value: unknown) => string | undefined
  /** Where the items are, in answers that are no plain lists. */
  readonly itemsOf?: (body: unknown) => readonly unknown[] | undefined
  readonly totalOf?: (body: unknown) => number | undefined
  readonly query?: Query
  readonly from?: string | undefined
  readonly signal: AbortSignal
}

/** Reads GitHub's REST and GraphQL APIs. */
export interface GithubClient {
  /** Earlier answers of this integration. */
  readonly cache: HttpCache
  /** Sizes of GraphQL pages that worked so far. */
  readonly pageSizes: PageSizes
  get<T>(path: string, schema: StandardSchemaV1<unknown, T>, signal: AbortSignal): Promise<HttpAnswer<T>>
  /** Pages of a REST listing, a hundred items each. */
  list<T>(path: string, request: ListRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined>
  graphql<T>(request: GraphqlRequest<T>): Promise<GraphqlAnswer<T>>
}

/** Makes the client over an HTTP client that signs and classifies. */
export function createGithubClient(http: HttpClient, graphqlEndpoint: URL, cache: HttpCache): GithubClient {
  return {
    cache,
    pageSizes: new PageSizes(),
    get: (path, schema, signal) => http.get(path, { schema, signal }),
    list: (path, { query, from, ...request }) =>
      linkPages(http, path, { ...request, query: { per_page: 100, ...query }, ...(from !== undefined && { from }) }),
    graphql: async ({ query, variables, schema, lookups = 1, signal }) => {
      const answer = await http.post(graphqlEndpoint, {
        schema: z.object({ data: schema, errors: z.array(graphqlErrorSchema).default([]) }),
        json: { query, variables },
        idempotent: true,
        bucket: 'graphql',
        cost: graphqlPoints(lookups),
        signal,
      })
      return answer.data
    },
  }
}
