import { connectionPages, type HttpAnswer, type HttpClient, type ItemPage } from '@opencasb/connector-kit'
import type { Clock, StandardSchemaV1 } from '@opencasb/core'
import { type ApiPaths, apiPaths, queryAnswerSchema } from './http/api-paths.ts'
import { createDescriptions, type ObjectDescription } from './http/descriptions.ts'
import { createQuestions, type QueryAnswer, type Question } from './http/questions.ts'
import type { CompositeAnswer, CompositeRequest } from './http/send-composite.ts'
import type { Soql } from './soql.ts'

/** How rows are read. */
export interface RowsRequest<T> {
  readonly item: StandardSchemaV1<unknown, T>
  /** The key of a row that cannot be read, as the resource's `key` would give it. */
  readonly keyOf?: (value: unknown) => string | undefined
  /** The cursor of an earlier page: the path that Salesforce gave for the next one. */
  readonly from?: string | undefined
  readonly signal: AbortSignal
}

/** Reads Salesforce's REST API. */
export interface SalesforceClient {
  /** @example '66.0' */
  readonly apiVersion: string
  readonly paths: ApiPaths
  /** Pages of up to 2,000 rows. A request of its own: for what may be large. */
  query<T>(soql: Soql, request: RowsRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined>
  /** The same with deleted and archived rows. */
  queryAll<T>(soql: Soql, request: RowsRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined>
  /** The same over the Tooling API. */
  tooling<T>(soql: Soql, request: RowsRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined>
  /**
   * A small question: those that are asked in the same moment travel together in one request. Its first page; the rest
   * is behind `nextRecordsUrl`.
   */
  ask(question: Question, signal: AbortSignal): Promise<QueryAnswer>
  /**
   * Says that a question will be asked: it travels early where a call has room for it, and its answer is kept until then.
   * Never makes a call. @param group it travels only once its group is released
   */
  expect(question: Question, group?: string): void
  /** What was expected of a group, and will be, is certain to be asked. */
  release(group: string): void
  /** What was expected of a group will not be asked, for good. */
  withdraw(group: string): void
  /** Pages of a small question: the first one travels with others. */
  rows<T>(question: Question, request: RowsRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined>
  /**
   * Up to 25 requests in one call, at most five of them queries; each is answered or refused on its own. Expected
   * questions travel along.
   */
  composite(requests: readonly CompositeRequest[], signal: AbortSignal): Promise<readonly CompositeAnswer[]>
  /** What the integration user can see of an object; asked for once. `undefined`: not even that it exists. */
  describe(object: string, signal: AbortSignal, api?: 'data' | 'tooling'): Promise<ObjectDescription | undefined>
  /** Runs `load` once in the life of the session and gives everyone its result. */
  once<T>(key: string, load: () => Promise<T>): Promise<T>
  get<T>(path: string, schema: StandardSchemaV1<unknown, T>, signal: AbortSignal): Promise<HttpAnswer<T>>
}

/** Makes the client over an HTTP client that signs and classifies. */
export function createSalesforceClient(http: HttpClient, apiVersion: string, clock: Clock): SalesforceClient {
  const paths = apiPaths(apiVersion)
  const questions = createQuestions(http, paths, clock)
  const descriptions = createDescriptions(http, paths)
  const kept = new Map<string, Promise<unknown>>()

  const fetchPage = async (url: string, query: Readonly<Record<string, string>> | undefined, signal: AbortSignal) => {
    const { data } = await http.get(url, {
      schema: queryAnswerSchema,
      conditional: false,
      signal,
      ...(query && { query }),
    })
    return data
  }

  const pages = <T>(
    first: (signal: AbortSignal) => Promise<QueryAnswer>,
    { item, keyOf, from, signal }: RowsRequest<T>,
  ): AsyncGenerator<ItemPage<T>, void, undefined> =>
    connectionPages({
      item,
      ...(keyOf && { keyOf }),
      ...(from !== undefined && { from }),
      fetch: async (cursor) => {
        const answer = await (cursor === undefined ? first(signal) : fetchPage(cursor, undefined, signal))
        return {
          nodes: answer.records,
          pageInfo: { hasNextPage: answer.nextRecordsUrl !== undefined, endCursor: answer.nextRecordsUrl },
          totalCount: answer.totalSize,
        }
      },
    })

  const listing =
    (path: string) =>
    <T>(query: Soql, request: RowsRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined> =>
      pages((signal) => fetchPage(path, { q: query.text }, signal), request)

  return {
    apiVersion,
    paths,
    query: listing(paths.query),
    queryAll: listing(paths.queryAll),
    tooling: listing(paths.tooling),
    ask: (question, signal) => questions.ask(question, signal),
    rows: (question, request) => pages((signal) => questions.ask(question, signal), request),
    expect: (question, group) => questions.expect(question, group),
    release: (group) => questions.release(group),
    withdraw: (group) => questions.withdraw(group),
    composite: (requests, signal) => questions.composite(requests, signal),
    describe: (object, signal, api = 'data') => descriptions.describe(object, api, signal),
    once: <T>(key: string, load: () => Promise<T>): Promise<T> => {
      const known = kept.get(key)
      if (known !== undefined) return known as Promise<T>
      const loading = load()
      kept.set(key, loading)
      // Whoever is refused may ask again: a fault that passes must not stick to the session.
      loading.catch(() => kept.delete(key))
      return loading
    },
    get: (path, schema, signal) => http.get(path, { schema, conditional: false, signal }),
  }
}
