import type { QuotaState } from '../limits/quota.ts'

/** Headers that every answer of GitHub has. */
export function standardHeaders(quota: QuotaState, requestNumber: number, now: number): Record<string, string> {
  return {
    date: new Date(now).toUTCString(),
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
    'x-github-request-id': requestNumber.toString(16).toUpperCase().padStart(8, '0'),
    'x-ratelimit-limit': String(quota.limit),
    'x-ratelimit-remaining': String(quota.remaining),
    'x-ratelimit-used': String(quota.used),
    'x-ratelimit-reset': String(quota.reset),
    'x-ratelimit-resource': quota.resource,
    'cache-control': 'private, max-age=60, s-maxage=60',
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With',
  }
}
