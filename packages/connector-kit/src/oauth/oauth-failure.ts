import { CredentialError, OpenCasbError, ProviderError, UnexpectedAnswerError } from '@opencasb/core'
import { AuthorizationResponseError, OperationProcessingError, ResponseBodyError } from 'oauth4webapi'
import type { OauthRefusal, OauthServer } from './oauth-server.ts'

/** A server refused for good. */
export class GrantRefusedError extends CredentialError {
  /** OAuth's word for it: `invalid_grant`, `access_denied`. */
  readonly reason: string

  constructor(message: string, reason: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * The typed error for what went wrong at an authorisation server. No cause is kept: oauth4webapi's errors hold bodies,
 * and those hold tokens.
 */
export function oauthFailure({ title, explain }: OauthServer, error: unknown, signal: AbortSignal): unknown {
  if (OpenCasbError.is(error)) return error
  // Not the error: the signal may have ended while the answer was being looked at.
  if (signal.aborted) return signal.reason
  if (error instanceof ResponseBodyError) {
    const { status } = error
    if (status === 429 || status >= 500 || passing.has(error.error)) {
      return new ProviderError(`${title} gives no token now (${nameOf(error.error)})`, { status })
    }
    const refusal = { error: error.error, description: error.error_description ?? '' }
    return explain?.(refusal) ?? refused(title, refusal)
  }
  if (error instanceof AuthorizationResponseError) {
    const refusal = { error: error.error, description: error.error_description ?? '' }
    return explain?.(refusal) ?? declined(title, refusal)
  }
  if (error instanceof OperationProcessingError) return ofProcessing(title, error)
  const name = error instanceof Error ? ((error as { code?: unknown }).code ?? error.name) : 'unknown'
  return new UnexpectedAnswerError(`${title} answered with what cannot be used (${nameOf(String(name))})`, {
    retryable: false,
  })
}

const passing: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable', 'slow_down'])

function refused(title: string, { error }: OauthRefusal): GrantRefusedError {
  const name = nameOf(error)
  const message =
    name === 'invalid_grant'
      ? `${title} does not accept the grant: it was used, revoked or has expired; connect again`
      : `${title} gives no token (${name})`
  return new GrantRefusedError(message, name)
}

function declined(title: string, { error }: OauthRefusal): GrantRefusedError {
  const name = nameOf(error)
  const message =
    // Salesforce writes it with a hyphen.
    name.replaceAll('-', '_') === 'access_denied'
      ? `${title}: the administrator declined, or may not consent; connect again and accept as an administrator`
      : `${title} did not connect (${name}); connect again`
  return new GrantRefusedError(message, name)
}

function ofProcessing(title: string, { code, cause }: OperationProcessingError): OpenCasbError {
  const claim = claimOf(cause)
  if (claim !== undefined || code === 'OAUTH_KEY_SELECTION_FAILED') {
    const about = claim === undefined ? 'its signature' : `its claim "${nameOf(claim)}"`
    return new CredentialError(`${title}: the id token is not for this attempt to connect (${about}); connect again`)
  }
  const status = (cause as { status?: unknown } | undefined)?.status
  if (typeof status === 'number' && status >= 400) {
    const options = { status, retryable: status === 429 || status >= 500 }
    return new ProviderError(`${title} answered ${status} without saying why`, options)
  }
  if (code === 'OAUTH_INVALID_RESPONSE' && cause !== null && typeof cause === 'object' && 'parameters' in cause) {
    return new CredentialError(`${title}: what came back does not belong to this attempt to connect; connect again`)
  }
  return new UnexpectedAnswerError(`${title} answered with what cannot be used (${nameOf(code ?? 'unknown')})`, {
    retryable: false,
  })
}

function claimOf(cause: unknown): string | undefined {
  const claim = (cause as { claim?: unknown } | undefined)?.claim
  return typeof claim === 'string' ? claim : undefined
}

/** What may be quoted of a name that came from outside. */
function nameOf(text: string): string {
  return /^[\w.-]{1,60}$/.test(text) ? text : 'unknown'
}
