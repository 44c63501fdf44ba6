import type { CachedAnswer, Clock, RateLimiter, Transport } from '@opencasb/core'
import type { Classify } from '../classify/classification.ts'
import type { ReadQuota } from '../classify/read-quota.ts'
import type { HttpLimits } from './http-limits.ts'

/** What all exchanges of a client share. */
export interface ExchangeOptions {
  readonly transport: Transport
  readonly limiter: RateLimiter
  readonly clock: Clock
  readonly limits: HttpLimits
  readonly classify: Classify | undefined
  readonly readQuota: ReadQuota
  readonly redact: (text: string) => string
}

/** One request as it is sent. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  /** Called right before it is sent; what it throws ends the attempt. */
  readonly headers: () => Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly bucket: string
  readonly cost: number
  readonly pace: { readonly units: number; readonly perMs: number } | undefined
  readonly signal: AbortSignal
  /** Whether it may be sent again after a failure that leaves open whether the vendor acted. */
  readonly idempotent: boolean
  /** The stored answer whose validator is sent. */
  readonly cached: CachedAnswer | undefined
  /** Called while nobody else was admitted yet. */
  readonly onCredentialRefused: (() => void) | undefined
}

/** How messages name a request: method and path, no query. */
export function nameOf(options: ExchangeOptions, request: OutgoingRequest): string {
  return options.redact(`${request.method} ${request.url.pathname.slice(0, 200)}`)
}
