import type { AnswerToClassify, Classification } from '@opencasb/connector-kit'
import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'

interface Said {
  readonly reason?: string
  readonly detail?: string
  readonly message?: string
  readonly status?: string
  readonly location?: string
}

function answer(status: number, said: Said = {}, more: Partial<AnswerToClassify> = {}): Classification | undefined {
  const { reason, detail, message = '', location, status: word } = said
  const error = {
    code: status,
    message,
    ...(reason && { errors: [{ reason, message, domain: 'global', ...(location && { location }) }] }),
    ...(word && { status: word }),
    ...(detail && { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: detail }] }),
  }
  return classify({
    method: 'GET',
    url: new URL('https://admin.googleapis.com/admin/directory/v1/users'),
    status,
    headers: {},
    body: { error },
    bucket: 'directory',
    ...more,
  })
}

describe('answers of Google', () => {
  it.each([
    [403, { reason: 'userRateLimitExceeded' }],
    [403, { reason: 'rateLimitExceeded' }],
    [403, { reason: 'quotaExceeded' }],
    [429, { reason: 'rateLimitExceeded' }],
    [429, { status: 'RESOURCE_EXHAUSTED', detail: 'RATE_LIMIT_EXCEEDED' }],
    [403, { status: 'RESOURCE_EXHAUSTED' }],
    [503, { reason: 'quotaExceeded' }],
    [429, {}],
  ] as const)('[F07] %i %j is a quota', (status, said) => {
    expect(answer(status, said)).toEqual({ kind: 'throttled' })
  })

  it('wait for an hour where the quota of a day is used up', () => {
    expect(answer(403, { reason: 'dailyLimitExceeded' })).toEqual({ kind: 'throttled', retryAfterMs: 3_600_000 })
  })

  it.each([
    { reason: 'forbidden', message: 'Not Authorized to access this resource/api' },
    { reason: 'insufficientPermissions' },
    { status: 'PERMISSION_DENIED', detail: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' },
    { reason: 'something new' },
  ])('%j is a missing permission', (said) => {
    expect(answer(403, said)?.kind).toBe('permission')
  })

  it('name the scopes of which one would do', () => {
    const headers = {
      'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="a b"',
    }
    expect(answer(403, { reason: 'insufficientPermissions' }, { headers })).toMatchObject({
      kind: 'permission',
      missing: ['a', 'b'],
    })
  })

  it.each([{ reason: 'accessNotConfigured' }, { status: 'PERMISSION_DENIED', detail: 'SERVICE_DISABLED' }])(
    '%j names the API to switch on',
    (said) => {
      expect(answer(403, said, { bucket: 'groupsSettings' })).toMatchObject({
        kind: 'feature-unavailable',
        message: expect.stringContaining('Groups Settings API'),
      })
    },
  )

  it.each([
    [403, { reason: 'domainPolicy' }],
    [403, { reason: 'notACalendarUser' }],
    [400, { reason: 'failedPrecondition', message: 'Mail service not enabled' }],
    [400, { status: 'FAILED_PRECONDITION', message: 'Mail service not enabled' }],
  ] as const)('%i %j is something that the user or the account lacks', (status, said) => {
    expect(answer(status, said)?.kind).toBe('feature-unavailable')
  })

  it('take a product that is not found for one that the account does not have', () => {
    expect(answer(404, { reason: 'notFound' }, { bucket: 'licensing' })?.kind).toBe('feature-unavailable')
  })

  it('[F19] tell a page token that is too old from other mistakes', () => {
    const url = new URL('https://www.googleapis.com/drive/v3/changes?pageToken=1')
    const said = { reason: 'invalid', message: 'Invalid Value', location: 'pageToken' }
    expect(answer(400, said, { url })?.kind).toBe('checkpoint-expired')
    expect(answer(400, { reason: 'invalid', message: 'Invalid page token' }, { url })?.kind).toBe('checkpoint-expired')
    expect(answer(400, { reason: 'invalid', location: 'maxResults' }, { url })).toBeUndefined()
    expect(answer(400, said)).toBeUndefined()
  })

  it('leave everything else to the status', () => {
    expect(answer(200)).toBeUndefined()
    expect(answer(404, { reason: 'notFound' })).toBeUndefined()
    expect(answer(410, { reason: 'fullSyncRequired' })).toBeUndefined()
    expect(answer(503, { reason: 'backendError' })).toBeUndefined()
    expect(answer(403, {}, { body: 'a page of a proxy' })).toBeUndefined()
  })

  it('never quote what Google says', () => {
    for (const status of [400, 401, 403, 429]) {
      const found = answer(status, { reason: 'forbidden', message: 'user-17@acme.example' })
      expect(JSON.stringify(found ?? {})).not.toContain('user-17')
    }
  })
})
