import { type OpenCasbError, UnexpectedAnswerError } from '@opencasb/core'
import type { AnswerToClassify, Classification } from '../classify/classification.ts'
import { classifyStatus } from '../classify/classify-status.ts'
import type { QuotaReading } from '../classify/read-quota.ts'
import { parseRetryAfter } from '../classify/retry-after.ts'
import { vendorNow } from '../classify/vendor-now.ts'
import type { AttemptFailure } from './attempt-failure.ts'
import { errorFor } from './error-for.ts'
import { type ExchangeOptions, nameOf, type OutgoingRequest } from './outgoing-request.ts'
import { decodeText, parseJson } from './parse-json.ts'
import { isRedirect, type RawAnswer, receive } from './receive.ts'
import { requestIdOf } from './request-id.ts'

/** What came back, read to its end. */
export type ReceivedAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Headers
      readonly text: string
      readonly body: unknown
    }
  | { readonly kind: 'not-modified'; readonly headers: Headers }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
type Headers = Readonly<Record<string, string>>

/**
 * Sends one request under the limiter, reads the answer, tells the limiter what it said, and throws the typed error of
 * what is not ok. `failure` remembers which errors are worth repeating.
 */
export function exchange(
  options: ExchangeOptions,
  request: OutgoingRequest,
  failure: AttemptFailure,
): Promise<ReceivedAnswer> {
  const { bucket, cost, pace, signal } = request
  return options.limiter.run({ bucket, cost, signal, ...(pace && { pace }) }, async () => {
    const received = await receive(options, request, failure)
    const { status, headers } = received
    if (status === 304 && request.cached) {
      tellQuota(options, request, readQuota(options, request, received, undefined), { notModified: true })
      return { kind: 'not-modified', headers }
    }
    const { location } = headers
    if (isRedirect(status) && location !== undefined) return { kind: 'redirect', status, location }
    return judge(options, request, failure, received)
  })
}

function judge(
  options: ExchangeOptions,
  request: OutgoingRequest,
  failure: AttemptFailure,
  received: RawAnswer,
): ReceivedAnswer {
  const { status, headers, bytes } = received
  const succeeded = status >= 200 && status < 300
  const text = bytes ? decodeText(bytes) : ''
  let body: unknown
  if (bytes && (succeeded || text !== '')) {
    try {
      body = parseJson(text, options.limits.maxDepth)
    } catch (error) {
      if (succeeded && UnexpectedAnswerError.is(error)) {
        tellQuota(options, request, readQuota(options, request, received, undefined), {})
        const told = new UnexpectedAnswerError(`${nameOf(options, request)}: ${error.message}`, {
          retryable: error.retryable,
        })
        throw error.retryable && request.idempotent ? failure.remember(told, { kind: 'retry' }) : told
      }
    }
  }
  const answer = toClassify(request, received, body)
  const classification = options.classify?.(answer) ?? classifyStatus(answer)
  const now = vendorNow(headers, options.clock)
  const quota = options.readQuota(answer, now)
  if (classification.kind === 'ok') {
    if (quota) tellQuota(options, request, quota, {})
    return { kind: 'answer', status, headers, text, body }
  }
  throw refusal(options, request, failure, { status, headers, classification, quota, now })
}

interface Refused {
  readonly status: number
  readonly headers: Headers
  readonly classification: Exclude<Classification, { kind: 'ok' }>
  readonly quota: QuotaReading | undefined
  /** The vendor's time. */
  readonly now: number
}

function refusal(
  options: ExchangeOptions,
  request: OutgoingRequest,
  failure: AttemptFailure,
  refused: Refused,
): OpenCasbError {
  const { status, headers, classification, quota, now } = refused
  const asked = 'retryAfterMs' in classification ? classification.retryAfterMs : undefined
  const retryAfterMs = asked ?? parseRetryAfter(headers['retry-after'], now) ?? 0
  const note =
    'message' in classification && classification.message ? options.redact(classification.message) : undefined
  const error = errorFor(classification, {
    request: nameOf(options, request),
    status,
    requestId: requestIdOf(headers),
    bucket: request.bucket,
    retryAfterMs,
    note: note?.slice(0, 300),
  })
  if (classification.kind === 'throttled') {
    tellQuota(options, request, quota, { refused: { scope: classification.scope ?? 'bucket', retryAfterMs } })
    return failure.remember(error, { kind: 'throttled' })
  }
  if (quota) tellQuota(options, request, quota, {})
  if (classification.kind === 'credential') request.onCredentialRefused?.()
  if (classification.kind !== 'retryable' || !request.idempotent) return error
  return failure.remember(error, { kind: 'retry', retryAfterMs })
}

function readQuota(
  options: ExchangeOptions,
  request: OutgoingRequest,
  received: RawAnswer,
  body: unknown,
): QuotaReading | undefined {
  return options.readQuota(toClassify(request, received, body), vendorNow(received.headers, options.clock))
}

function toClassify(request: OutgoingRequest, received: RawAnswer, body: unknown): AnswerToClassify {
  const { method, url, bucket } = request
  return { method, url, status: received.status, headers: received.headers, body, bucket }
}

/** The quota may be of another bucket than the request was sent in; a refusal always concerns the one that was asked. */
function tellQuota(
  options: ExchangeOptions,
  request: OutgoingRequest,
  quota: QuotaReading | undefined,
  told: {
    readonly notModified?: boolean
    readonly refused?: { readonly scope: 'bucket' | 'credential'; readonly retryAfterMs: number }
  },
): void {
  const { bucket } = request
  if (quota?.bucket !== undefined && quota.bucket !== bucket) {
    options.limiter.observe({ ...quota, bucket: quota.bucket })
    options.limiter.observe({ ...told, bucket })
  } else options.limiter.observe({ ...quota, ...told, bucket })
}
