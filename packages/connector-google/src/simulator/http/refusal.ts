import { type Answer, jsonAnswer } from '@opencasb/simulator-kit'

/** What a refusal says. */
export interface Refusal {
  readonly message: string
  /** `userRateLimitExceeded`: of the old form. */
  readonly reason: string
  readonly domain?: string
  /** `PERMISSION_DENIED`: of the new form. */
  readonly status?: string
  /** `ACCESS_TOKEN_SCOPE_INSUFFICIENT`: of the new form. */
  readonly detail?: string
  /** The parameter that is wrong. */
  readonly parameter?: string
}

/** A refusal in both forms at once, as most of Google's APIs answer. */
export function refuse(code: number, refusal: Refusal, headers: Readonly<Record<string, string>> = {}): Answer {
  const { message, reason, domain = 'global', status, detail, parameter } = refusal
  const error = {
    code,
    message,
    errors: [{ message, domain, reason, ...(parameter && { location: parameter, locationType: 'parameter' }) }],
    ...(status && { status }),
    ...(detail && {
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: detail, domain: 'googleapis.com' }],
    }),
  }
  return jsonAnswer({ error }, code, headers)
}

/** Nobody, or somebody whose token is over. */
export function unauthenticated(): Answer {
  return refuse(
    401,
    { message: 'Invalid Credentials', reason: 'authError', status: 'UNAUTHENTICATED' },
    { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  )
}

/** The token has none of the scopes of which one is needed. */
export function insufficientScope(accepted: readonly string[]): Answer {
  return refuse(
    403,
    {
      message: 'Request had insufficient authentication scopes.',
      reason: 'insufficientPermissions',
      status: 'PERMISSION_DENIED',
      detail: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    },
    {
      'www-authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${accepted.join(' ')}"`,
    },
  )
}

/** The user in whose name is asked may not. */
export function forbidden(): Answer {
  return refuse(403, { message: 'Not Authorized to access this resource/api', reason: 'forbidden' })
}

/** There is no such thing. */
export function notFound(what: string): Answer {
  return refuse(404, { message: `Resource Not Found: ${what}`, reason: 'notFound' })
}

/** A parameter has a value that the API does not take. */
export function invalidParameter(parameter: string): Answer {
  return refuse(400, { message: 'Invalid Value', reason: 'invalid', parameter })
}

/** More than the user may ask in a minute. */
export function tooManyQueries(): Answer {
  return refuse(403, { message: 'User Rate Limit Exceeded', reason: 'userRateLimitExceeded', domain: 'usageLimits' })
}
