import type { Classification } from '@opencasb/connector-kit'
import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'
import { NoMailboxError } from './no-mailbox-error.ts'

function judge(
  status: number,
  code?: string,
  more: { readonly message?: string; readonly path?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Classification | undefined {
  const { message = 'a name that must not be repeated', path = 'users', headers = {} } = more
  return classify({
    method: 'GET',
    url: new URL(`https://graph.microsoft.com/v1.0/${path}`),
    status,
    headers,
    body: code === undefined ? undefined : { error: { code, message } },
    bucket: 'identity',
  })
}

describe('answers of Graph', () => {
  it.each([
    [200, undefined, 'ok'],
    [400, 'Directory_ExpiredPageToken', 'checkpoint-expired'],
    [400, 'Request_BadRequest', 'fatal'],
    [401, 'InvalidAuthenticationToken', 'credential'],
    [403, 'Authorization_RequestDenied', 'permission'],
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'feature-unavailable'],
    [400, 'AadPremiumLicenseRequired', 'feature-unavailable'],
    [404, 'Request_ResourceNotFound', 'not-found'],
    [410, 'syncStateNotFound', 'checkpoint-expired'],
    [410, 'resyncRequired', 'checkpoint-expired'],
    [429, 'TooManyRequests', 'throttled'],
    [500, 'UnknownError', 'retryable'],
    [503, 'serviceNotAvailable', 'retryable'],
    [504, undefined, 'retryable'],
    [403, undefined, 'permission'],
    [404, undefined, 'not-found'],
  ])('%i %s is %s', (status, code, kind) => {
    expect(judge(status, code)?.kind).toBe(kind)
  })

  it('mean a missing licence where the words say so', () => {
    expect(judge(403, 'AccessDenied', { message: 'Your tenant is not licensed for this feature.' })?.kind).toBe(
      'feature-unavailable',
    )
    expect(judge(403, 'AccessDenied')?.kind).toBe('permission')
  })

  it('stop everything where they say for how long, and else what counts against the same quota', () => {
    expect(judge(429, 'TooManyRequests', { headers: { 'retry-after': '7' } })).toEqual({
      kind: 'throttled',
      scope: 'credential',
    })
    expect(judge(429, 'TooManyRequests')).toEqual({ kind: 'throttled', scope: 'bucket' })
  })

  it('refuse for a while with 503 as well, where they say for how long', () => {
    expect(judge(503, 'serviceNotAvailable', { headers: { 'retry-after': '30' } })?.kind).toBe('throttled')
  })

  it('tell a user without a mailbox from a user who is gone', () => {
    const outlook = judge(404, 'MailboxNotEnabledForRESTAPI', { path: 'users/17/mailFolders/inbox/messageRules' })
    expect(outlook?.kind === 'fatal' && NoMailboxError.is(outlook.error)).toBe(true)
    expect(judge(404, 'ResourceNotFound')?.kind).toBe('not-found')
  })

  it('are described by their code, never by their text', () => {
    expect(JSON.stringify(judge(403, 'Authorization_RequestDenied'))).not.toContain('repeated')
  })
})
