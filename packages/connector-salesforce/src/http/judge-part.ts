import { classifyStatus } from '@opencasb/connector-kit'
import {
  CheckpointExpiredError,
  CredentialError,
  FeatureUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderError,
  RateLimitError,
  UnexpectedAnswerError,
} from '@opencasb/core'
import { classifyError } from './classify.ts'
import type { CompositeAnswer } from './send-composite.ts'
import { readVendorError } from './vendor-error.ts'

/**
 * The body of a part of a composite answer; `again` where it failed for now.
 * @throws the typed error of a part that was refused
 */
export function judgePart(url: string, answer: CompositeAnswer | undefined): unknown {
  if (!answer) throw new UnexpectedAnswerError('A composite answer lacks a part', { retryable: false })
  const { status, body } = answer
  if (status < 400) return body
  const error = readVendorError(body)
  const found = (error && classifyError(error)) ?? classifyStatus({ status, headers: {} })
  const note = 'message' in found && found.message ? found.message : (error?.code ?? '')
  const what = `GET ${url.split('?')[0]} was answered with ${status}${/^\w/.test(note) ? `: ${note.slice(0, 300)}` : ''}`
  switch (found.kind) {
    case 'ok':
      return body
    case 'retryable':
      return 'again'
    case 'throttled':
      throw new RateLimitError(`The vendor refuses for now: ${what}`, {
        bucket: 'default',
        retryAfterMs: found.retryAfterMs ?? 0,
      })
    case 'credential':
      throw new CredentialError(`The credentials are not accepted: ${what}`)
    case 'permission':
      throw new PermissionError(what, found.missing ? { missing: found.missing } : {})
    case 'feature-unavailable':
      throw new FeatureUnavailableError(what)
    case 'not-found':
      throw new NotFoundError(what)
    case 'checkpoint-expired':
      throw new CheckpointExpiredError(what)
    case 'fatal':
      throw new ProviderError(what, { status, retryable: false })
  }
}
