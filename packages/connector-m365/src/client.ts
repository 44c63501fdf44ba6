import { type HttpAnswer, type HttpClient, type ItemPage, odataPages, type Query } from '@opencasb/connector-kit'
import type { RateLimiter, StandardSchemaV1 } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { type DeltaPage, deltaPages } from './http/delta-pages.ts'
import { type GraphVersion, graphPath } from './http/graph-path.ts'
import { resourceUnits } from './http/resource-units.ts'
import { type BatchRequest, sendBatches } from './http/send-batches.ts'
import { type Workload, workloadOf } from './http/workloads.ts'

/** What every request to Graph can be given. */
export interface GraphOptions {
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  /** The quota that it counts against. @default told by the path */
  readonly bucket?: Workload
  /** Resource units. @default told by path and query */
  readonly cost?: number
  /** @default 'v1.0' */
  readonly version?: GraphVersion
}

/** How a listing is read. */
export interface GraphListRequest<T> extends GraphOptions {
  readonly item: StandardSchemaV1<unknown, T>
  /** The key of an item that could not be read. @default its `id` */
  readonly keyOf?: (value: unknown) => string | undefined
  /** The `next` of an earlier page. */
  readonly from?: string | undefined
  readonly signal: AbortSignal
}

/** Reads Microsoft Graph. Paths are relative to the version: `/users`. */
export interface GraphClient {
  get<T>(
    path: string,
    schema: StandardSchemaV1<unknown, T>,
    signal: AbortSignal,
    options?: GraphOptions,
  ): Promise<HttpAnswer<T>>
  /** Pages of a listing. Say `$top` in the query: Graph's own default is 100. */
  list<T>(path: string, request: GraphListRequest<T>): AsyncGenerator<ItemPage<T>, void, undefined>
  /**
   * Pages of a change feed. `from` is the `next` or the `watermark` of an earlier page; without it the feed starts with
   * everything, and with `$deltatoken=latest` in the query with what changes from now on.
   * @throws CheckpointExpiredError where Graph no longer knows the token
   */
  delta<T>(path: string, request: GraphListRequest<T>): AsyncGenerator<DeltaPage<T>, void, undefined>
  /**
   * Sends many reads at once, twenty in one request. Each succeeds or fails for itself; what was throttled or failed for
   * now is asked for again alone. Outcomes are in the order of the requests.
   * @throws RateLimitError, CredentialError where nothing more can be read
   */
  batch<T>(requests: readonly BatchRequest<T>[], signal: AbortSignal): Promise<readonly FacetOutcome<T>[]>
}

/** Makes the client over an HTTP client that signs and classifies. */
export function createGraphClient(http: HttpClient, limiter: RateLimiter): GraphClient {
  return {
    get: (path, schema, signal, options = {}) =>
      http.get(graphPath(path, options.version), { schema, signal, conditional: false, ...requestOf(path, options) }),
    list: (path, request) =>
      odataPages(http, graphPath(path, request.version), {
        item: request.item,
        keyOf: request.keyOf ?? idOf,
        signal: request.signal,
        conditional: false,
        ...requestOf(path, request),
        ...(request.from !== undefined && { from: request.from }),
      }),
    delta: (path, request) =>
      deltaPages(http, graphPath(path, request.version), {
        item: request.item,
        keyOf: request.keyOf ?? idOf,
        signal: request.signal,
        ...requestOf(path, request),
        ...(request.from !== undefined && { from: request.from }),
      }),
    batch: (requests, signal) => sendBatches({ http, limiter }, requests, signal),
  }
}

function requestOf(
  path: string,
  { query, headers, bucket, cost }: GraphOptions,
): { query?: Query; headers?: Readonly<Record<string, string>>; bucket: string; cost: number } {
  return {
    ...(query && { query }),
    ...(headers && { headers }),
    bucket: bucket ?? workloadOf(path),
    cost: cost ?? resourceUnits(path, query),
  }
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
  return typeof value.id === 'string' && value.id !== '' ? value.id : undefined
}
