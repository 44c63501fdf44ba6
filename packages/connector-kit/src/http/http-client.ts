import type { Clock, HttpCache, Log, RateLimiter, StandardSchemaV1, Transport } from '@opencasb/core'
import type { Classify } from '../classify/classification.ts'
import type { ReadQuota } from '../classify/read-quota.ts'
import type { TokenSource } from '../tokens/token-source.ts'
import type { HttpLimits } from './http-limits.ts'

/** Query parameters; `undefined` leaves one out. Values are encoded by the client. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** What every request takes. */
export interface RequestOptions<T> {
  /**
   * The shape that the caller reads, nothing more. An answer that does not fit is asked for again, then refused.
   * A `204` is given to the schema as `undefined`.
   */
  readonly schema: StandardSchemaV1<unknown, T>
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  /** The vendor's quota bucket. @default 'default', or `defaultBucket` of the client */
  readonly bucket?: string
  /** Quota units that the vendor charges. @default 1 */
  readonly cost?: number
  readonly signal: AbortSignal
}

/** What {@link HttpClient.get} takes. */
export interface GetOptions<T> extends RequestOptions<T> {
  /** Sends the validator of the earlier answer. Needs a cache. @default true */
  readonly conditional?: boolean
}

/** What {@link HttpClient.post} takes. */
export interface PostOptions<T> extends RequestOptions<T> {
  /** The body; sent as JSON. */
  readonly json?: unknown
  /** The body; sent as `application/x-www-form-urlencoded`. */
  readonly form?: Query
  /** The request only reads (GraphQL query, search, token endpoint), so it may be repeated. @default false */
  readonly idempotent?: boolean
}

/** An answer that was read to its end, parsed, classified and checked. */
export interface HttpAnswer<T> {
  readonly data: T
  /** `200` where the vendor said `304`: see `notModified`. */
  readonly status: number
  /** Lower-case names. For an unchanged answer the stored ones, overlaid by the new ones. */
  readonly headers: Readonly<Record<string, string>>
  /** Where the answer came from, after redirects. */
  readonly url: URL
  /** The vendor said that nothing changed; `data` is the stored answer. */
  readonly notModified: boolean
}

/** Reads a vendor's JSON API: one origin, one credential. */
export interface HttpClient {
  /** The origin that requests may go to. */
  readonly origin: string
  /**
   * Reads.
   * @param path relative to the base URL (`/orgs/acme` and `orgs/acme` are the same), or an absolute URL of its origin
   * @throws CredentialError, PermissionError, NotFoundError, FeatureUnavailableError, RateLimitError, ProviderError,
   * UnexpectedAnswerError, CheckpointExpiredError
   */
  get<T>(path: string | URL, options: GetOptions<T>): Promise<HttpAnswer<T>>
  /** Asks with a body. Repeated only where `idempotent`. */
  post<T>(path: string | URL, options: PostOptions<T>): Promise<HttpAnswer<T>>
}

/** How requests are signed. */
export interface Authorization {
  readonly tokens: TokenSource
  /** @default `{ authorization: 'Bearer <token>' }` */
  readonly headers?: (token: string) => Readonly<Record<string, string>>
}

/** What {@link createHttpClient} takes. */
export interface HttpClientOptions {
  /** The API's root; its path prefix is kept. `http:` is accepted for loopback only, unless `allowHttp`. */
  readonly baseUrl: string | URL
  /** Accept `http:` for other hosts than loopback. @default false */
  readonly allowHttp?: boolean
  readonly transport: Transport
  /** @default admits everything at once: for token endpoints, which must not wait for the quota they serve */
  readonly limiter?: RateLimiter
  /** @default no conditional requests */
  readonly cache?: HttpCache
  readonly clock: Clock
  readonly log?: Log
  /** @default requests are not signed */
  readonly authorize?: Authorization
  /** @default {@link classifyStatus} */
  readonly classify?: Classify
  /** @default {@link readQuotaHeaders} */
  readonly readQuota?: ReadQuota
  /** @default 'opencasb' */
  readonly userAgent?: string
  /** Sent with every request, under those of the request. */
  readonly headers?: Readonly<Record<string, string>>
  /** The bucket of requests that name none. @default 'default' */
  readonly defaultBucket?: string
  /** Paces that the vendor documents besides its quotas, by bucket: so many units in so many milliseconds. @default none */
  readonly paces?: Readonly<Record<string, { readonly units: number; readonly perMs: number }>>
  readonly limits?: Partial<HttpLimits>
  /** Further exact secrets to mask in messages and logs. */
  readonly secrets?: readonly string[]
}
