import type { AnswerToClassify, Classification } from './classification.ts'

const ok: Classification = { kind: 'ok' }

/**
 * Classifies by HTTP status alone. 2xx is ok, 401 credential, 403 permission (throttled where a `Retry-After` or a
 * remaining quota of 0 comes with it), 404 not found, 410 an expired cursor, 429 throttled, 408, 425 and 5xx retryable
 * except 501 and 505, anything else fatal.
 */
export function classifyStatus(answer: Pick<AnswerToClassify, 'status' | 'headers'>): Classification {
  const { status, headers } = answer
  if (status >= 200 && status < 300) return ok
  switch (status) {
    case 401:
      return { kind: 'credential' }
    case 403:
      return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
        ? { kind: 'throttled' }
        : { kind: 'permission' }
    case 404:
      return { kind: 'not-found' }
    case 410:
      return { kind: 'checkpoint-expired' }
    case 429:
      return { kind: 'throttled' }
    case 408:
    case 425:
      return { kind: 'retryable' }
    case 501:
    case 505:
      return { kind: 'fatal' }
    default:
      return status >= 500 ? { kind: 'retryable' } : { kind: 'fatal' }
  }
}
