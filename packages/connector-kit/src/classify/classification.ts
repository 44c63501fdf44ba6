import type { OpenCasbError } from '@opencasb/core'

/** An answer as a classifier sees it. */
export interface AnswerToClassify {
  readonly method: string
  readonly url: URL
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body; `undefined` where it is empty or not JSON. */
  readonly body: unknown
  /** The quota bucket that the request was sent in. */
  readonly bucket: string
}

/** What an answer means. */
export type Classification =
  | { readonly kind: 'ok' }
  /**
   * Refused for a quota. All who share the bucket or the credential stop.
   * Without `retryAfterMs` the `Retry-After` header counts, then waits grow from a minute.
   */
  | { readonly kind: 'throttled'; readonly retryAfterMs?: number; readonly scope?: 'bucket' | 'credential' }
  /** The credential is good but may not. `missing`: permissions that would do, in the vendor's words. */
  | { readonly kind: 'permission'; readonly missing?: readonly string[]; readonly message?: string }
  /** The plan, edition or version lacks it, or it is switched off. */
  | { readonly kind: 'feature-unavailable'; readonly message?: string }
  | { readonly kind: 'not-found'; readonly message?: string }
  /** The credential is not accepted: it is renewed once, then the scan fails. */
  | { readonly kind: 'credential'; readonly message?: string }
  /** Worth asking again. */
  | { readonly kind: 'retryable'; readonly message?: string; readonly retryAfterMs?: number }
  /** The vendor no longer knows the cursor. */
  | { readonly kind: 'checkpoint-expired'; readonly message?: string }
  /** Not worth asking again. `error` is thrown as it is; otherwise a ProviderError. */
  | { readonly kind: 'fatal'; readonly message?: string; readonly error?: OpenCasbError }

/**
 * Says what an answer means. `undefined` leaves it to {@link classifyStatus}. Messages must not quote the body's data;
 * they are redacted all the same.
 */
export type Classify = (answer: AnswerToClassify) => Classification | undefined
