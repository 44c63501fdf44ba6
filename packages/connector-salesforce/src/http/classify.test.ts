import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'
import { readDailyUsage } from './read-quota.ts'

function judge(status: number, errorCode: string, message = '') {
  return classify({
    method: 'GET',
    url: new URL('https://acme.my.salesforce.com/services/data/v66.0/query'),
    status,
    headers: {},
    body: [{ errorCode, message }],
    bucket: 'default',
  })
}

describe('refusals of the API', () => {
  it('[F21] takes INVALID_SESSION_ID for an expired token', () => {
    expect(judge(401, 'INVALID_SESSION_ID')).toMatchObject({ kind: 'credential' })
  })

  it('[F09] takes REQUEST_LIMIT_EXCEEDED for a quota of hours, and too many long requests for one of seconds', () => {
    expect(judge(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')).toEqual({
      kind: 'throttled',
      scope: 'credential',
      retryAfterMs: 3_600_000,
    })
    expect(
      judge(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'),
    ).toMatchObject({ kind: 'throttled', retryAfterMs: 30_000 })
  })

  it('names the field and the object that are hidden', () => {
    expect(judge(400, 'INVALID_FIELD', "No such column 'LastLoginDate' on entity 'User'. If you …")).toMatchObject({
      kind: 'permission',
      message: expect.stringContaining('User.LastLoginDate'),
    })
    expect(judge(400, 'INVALID_TYPE', "sObject type 'EventLogFile' is not supported.")).toMatchObject({
      kind: 'permission',
      message: expect.stringContaining('EventLogFile'),
    })
  })

  it('repeats nothing of a message that it does not know', () => {
    expect(JSON.stringify(judge(400, 'INVALID_FIELD', 'secret-canary'))).not.toContain('canary')
  })

  it('tells what API Enabled is missing for', () => {
    expect(judge(403, 'API_DISABLED_FOR_ORG')).toMatchObject({ kind: 'permission', missing: ['ApiEnabled'] })
  })

  it('[F19] takes INVALID_QUERY_LOCATOR for a cursor that is gone', () => {
    expect(judge(400, 'INVALID_QUERY_LOCATOR')).toMatchObject({ kind: 'checkpoint-expired' })
  })

  it('[F10] asks again after what passes', () => {
    for (const [status, code] of [
      [400, 'QUERY_TIMEOUT'],
      [503, 'SERVER_UNAVAILABLE'],
      [400, 'UNABLE_TO_LOCK_ROW'],
    ] as const) {
      expect(judge(status, code)).toMatchObject({ kind: 'retryable' })
    }
  })

  it('leaves to the status what it does not know', () => {
    expect(judge(500, 'UNKNOWN_EXCEPTION')).toBeUndefined()
  })
})

describe('the quota', () => {
  it('is read from its header, among others', () => {
    expect(readDailyUsage({ 'sforce-limit-info': 'api-usage=18/5000' })).toEqual({ used: 18, limit: 5000 })
    expect(
      readDailyUsage({ 'sforce-limit-info': 'api-usage=25/5000; per-app-api-usage=17/250(appName=sample-app)' }),
    ).toEqual({ used: 25, limit: 5000 })
    expect(readDailyUsage({ 'sforce-limit-info': 'per-app-api-usage=17/250' })).toBeUndefined()
    expect(readDailyUsage({})).toBeUndefined()
  })
})
