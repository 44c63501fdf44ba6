import {
  CheckpointExpiredError,
  CredentialError,
  FeatureUnavailableError,
  NotFoundError,
  type OpenCasbError,
  PermissionError,
  ProviderError,
  RateLimitError,
} from '@opencasb/core'
import type { Classification } from '../classify/classification.ts'

/** What an error is told of the answer. The texts are redacted already. */
export interface FailedAnswer {
  /** @example 'GET /orgs/acme/repos' */
  readonly request: string
  readonly status: number
  readonly requestId: string | undefined
  readonly bucket: string
  readonly retryAfterMs: number
  /** What the classifier said. */
  readonly note: string | undefined
}

/** The typed error of an answer that is not ok. */
export function errorFor(classification: Classification, answer: FailedAnswer): OpenCasbError {
  const { request, status, requestId, bucket, retryAfterMs } = answer
  const id = requestId ? ` (request ${requestId})` : ''
  const what = `${request} was answered with ${status}${answer.note ? `: ${answer.note}` : ''}${id}`
  switch (classification.kind) {
    case 'credential':
      return new CredentialError(`The credentials are not accepted: ${what}`)
    case 'permission':
      return new PermissionError(what, classification.missing ? { missing: classification.missing } : {})
    case 'feature-unavailable':
      return new FeatureUnavailableError(what)
    case 'not-found':
      return new NotFoundError(what)
    case 'checkpoint-expired':
      return new CheckpointExpiredError(what)
    case 'throttled':
      return new RateLimitError(`The vendor refuses for now: ${what}`, { bucket, retryAfterMs })
    case 'fatal':
      if (classification.error) return classification.error
      return new ProviderError(what, { status, retryable: false, ...(requestId && { requestId }) })
    default:
      return new ProviderError(what, { status, ...(requestId && { requestId }) })
  }
}
