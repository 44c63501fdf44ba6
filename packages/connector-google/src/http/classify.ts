import type { AnswerToClassify, Classification, Classify } from '@opencasb/connector-kit'
import { type GoogleApi, googleApis } from '../google-api.ts'
import { type GoogleError, readGoogleError } from './google-error.ts'

/** @see https://developers.google.com/workspace/admin/directory/v1/limits */
const quotaReasons: ReadonlySet<string> = new Set([
  'userRateLimitExceeded',
  'rateLimitExceeded',
  'quotaExceeded',
  'servingLimitExceeded',
  'concurrentLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
])

/** Quotas of a day: asking again within minutes is of no use. */
const dailyReasons: ReadonlySet<string> = new Set(['dailyLimitExceeded', 'dailyLimitExceededUnreg'])
const hour = 3_600_000

const switchedOffApi: ReadonlySet<string> = new Set(['accessNotConfigured', 'SERVICE_DISABLED'])

/** What a user or an account does not have, in Google's words. */
const lacking: ReadonlyMap<string, string> = new Map([
  ['notACalendarUser', 'The user has no Google Calendar'],
  ['domainPolicy', 'The administrators of the account have switched this off for apps'],
  ['domainCannotUseApis', 'API access is switched off for the account'],
])

/** Says what an answer of Google means where the status alone does not. */
export const classify: Classify = (answer: AnswerToClassify): Classification | undefined => {
  const { status, body, bucket } = answer
  if (status < 400) return undefined
  if (status === 401) return { kind: 'credential', message: 'Google does not accept the access token' }
  const error = readGoogleError(body)
  if (!error) return undefined
  if (status === 404 && bucket === 'licensing')
    return { kind: 'feature-unavailable', message: 'The account has no such product' }
  return throttling(answer, error) ?? refusal(answer, error, bucket) ?? expiry(answer, error)
}

function throttling({ status }: AnswerToClassify, { reasons, status: word }: GoogleError): Classification | undefined {
  if (status !== 403 && status !== 429 && status !== 503) return undefined
  if (reasons.some((reason) => dailyReasons.has(reason))) return { kind: 'throttled', retryAfterMs: hour }
  const isQuota = word === 'RESOURCE_EXHAUSTED' || reasons.some((reason) => quotaReasons.has(reason))
  return isQuota || status === 429 ? { kind: 'throttled' } : undefined
}

function refusal(answer: AnswerToClassify, error: GoogleError, bucket: string): Classification | undefined {
  const { status, headers } = answer
  if (status !== 403 && status !== 400) return undefined
  const { reasons, message, status: word } = error
  if (reasons.some((reason) => switchedOffApi.has(reason))) {
    const api = googleApis[bucket as GoogleApi]?.title ?? 'API'
    return {
      kind: 'feature-unavailable',
      message: `Switch the ${api} on in the Google Cloud project, under APIs & Services, Library`,
    }
  }
  const missing = reasons.find((reason) => lacking.has(reason))
  if (missing !== undefined) return { kind: 'feature-unavailable', message: lacking.get(missing) ?? missing }
  if (status === 400) {
    const isOff = reasons.includes('failedPrecondition') || word === 'FAILED_PRECONDITION'
    return isOff && /service not enabled/i.test(message)
      ? { kind: 'feature-unavailable', message: 'The user does not have this service' }
      : undefined
  }
  const scopes = acceptedScopes(headers['www-authenticate'])
  const insufficient = scopes.length > 0 || reasons.some((reason) => insufficientScope.has(reason))
  return {
    kind: 'permission',
    missing: scopes,
    message: insufficient
      ? 'The access token lacks a scope that this needs'
      : 'The administrator in whose name the account is read may not see this: a super administrator, or a role with its privilege, may',
  }
}

const insufficientScope: ReadonlySet<string> = new Set(['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'])

/** `Bearer realm="…", error="insufficient_scope", scope="a b"`: one of them would do. */
function acceptedScopes(header: string | undefined): readonly string[] {
  const scopes = /\bscope="([^"]{1,4000})"/.exec(header ?? '')?.[1]
  return scopes?.split(' ').filter(Boolean) ?? []
}

/** Page tokens live for some days, change tokens for some weeks. */
function expiry({ status, url }: AnswerToClassify, error: GoogleError): Classification | undefined {
  if (status !== 400 && status !== 404) return undefined
  const hasToken = url.searchParams.has('pageToken') || url.searchParams.has('syncToken')
  const blamesToken =
    error.locations.some((location) => /token/i.test(location)) || /(?:page|sync) ?token/i.test(error.message)
  return hasToken && blamesToken
    ? { kind: 'checkpoint-expired', message: 'Google no longer knows the place to go on from' }
    : undefined
}
