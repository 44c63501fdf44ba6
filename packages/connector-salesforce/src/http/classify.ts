import type { Classification, Classify } from '@opencasb/connector-kit'
import { readVendorError, type VendorError } from './vendor-error.ts'

/** The daily quota is a window of 24 hours that rolls on: after an hour a part of it is there again. */
const dailyWaitMs = 3_600_000
/** Too many long requests at once; they last 20 seconds and more. */
const concurrencyWaitMs = 30_000

/**
 * What an answer means, by Salesforce's error codes.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
export const classify: Classify = ({ status, body }) => {
  if (status < 400) return undefined
  const error = readVendorError(body)
  return error && classifyError(error)
}

/** The same for one part of a composite answer. `undefined` leaves it to the status. */
export function classifyError({ code, message }: VendorError): Classification | undefined {
  switch (code) {
    case 'INVALID_SESSION_ID':
    case 'INVALID_AUTH_HEADER':
      return { kind: 'credential', message: code }
    case 'REQUEST_LIMIT_EXCEEDED': {
      const concurrent = /concurrent/i.test(message)
      return { kind: 'throttled', scope: 'credential', retryAfterMs: concurrent ? concurrencyWaitMs : dailyWaitMs }
    }
    case 'API_DISABLED_FOR_ORG':
    case 'API_CURRENTLY_DISABLED':
      return {
        kind: 'permission',
        missing: ['ApiEnabled'],
        message: `${code}: the edition has no API, or the integration user lacks the permission API Enabled`,
      }
    case 'INSUFFICIENT_ACCESS':
    case 'INSUFFICIENT_ACCESS_OR_READONLY':
    case 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY':
      return { kind: 'permission', message: code }
    case 'INVALID_FIELD':
      return { kind: 'permission', message: `${code}: ${hiddenField(message)}` }
    case 'INVALID_TYPE':
    case 'INVALID_TYPE_FOR_OPERATION':
      return { kind: 'permission', message: `${code}: ${hiddenObject(message)}` }
    case 'FUNCTIONALITY_NOT_ENABLED':
      return { kind: 'feature-unavailable', message: code }
    case 'INVALID_QUERY_LOCATOR':
      return { kind: 'checkpoint-expired', message: code }
    case 'QUERY_TIMEOUT':
    case 'SERVER_UNAVAILABLE':
    case 'UNABLE_TO_LOCK_ROW':
      return { kind: 'retryable', message: code }
    default:
      return undefined
  }
}

function hiddenField(message: string): string {
  const [, field, object] =
    /No such column '([A-Za-z0-9_.]{1,80})' on (?:entity|sobject of type) '?([A-Za-z0-9_]{1,80})/.exec(message) ?? []
  const what = field && object ? `the field ${object}.${field}` : 'a field'
  return `${what} is hidden from the integration user by field-level security, or this edition lacks it`
}

function hiddenObject(message: string): string {
  const [, object] = /sObject type '([A-Za-z0-9_]{1,80})'/.exec(message) ?? []
  return `${object ? `the object ${object}` : 'an object'} is hidden from the integration user, or this edition lacks it`
}
