import { CredentialError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { classifyTokenAnswer } from './refused-sign-in.ts'

function judge(error: string, error_description: string, status = 400) {
  const url = new URL('https://login.salesforce.com/services/oauth2/token')
  return classifyTokenAnswer({
    method: 'POST',
    url,
    status,
    headers: {},
    body: { error, error_description },
    bucket: 'default',
  })
}

describe('a refusal of the token endpoint', () => {
  it.each([
    ['invalid_grant', 'expired access/refresh token', /refreshToken is expired, revoked or was used up: connect again/],
    ['invalid_grant', 'token validity expired', /connect again/],
    ['invalid_grant', 'expired authorization code', /code was used or has expired: connect again/],
    ['invalid_grant', 'invalid code verifier', /connect again/],
    ['invalid_grant', 'inactive user', /integration user is inactive, frozen or locked: activate it/],
    ['inactive_user', 'user is inactive', /activate it/],
    ['inactive_org', 'organization is inactive', /organisation is inactive/],
    ['invalid_grant', 'user is locked out', /locked: activate it/],
    ['invalid_grant', "user hasn't approved this consumer", /pre-authorized/],
    ['invalid_app_access', 'user is not admin approved to access this app', /Admin approved users/],
    ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', /allow it in Setup, Connected Apps OAuth Usage/],
    ['invalid_client_id', 'client identifier invalid', /check the consumer key/],
    ['invalid_client', 'invalid client credentials', /clientSecret is not accepted/],
    ['invalid_grant', 'no client credentials user enabled', /choose one in its policies/],
    ['invalid_grant', 'ip restricted', /outside of the login IP ranges/],
    ['unsupported_grant_type', 'grant type not supported', /switched off/],
  ])('%s "%s" says what to do', (error, description, remedy) => {
    const judged = judge(error, description)
    expect(judged).toMatchObject({ kind: 'fatal', error: { message: expect.stringMatching(remedy) } })
    expect(judged?.kind === 'fatal' && judged.error).toSatisfy(CredentialError.is)
  })

  it('is no refusal where it passes', () => {
    expect(judge('unknown_error', 'retry your request')).toMatchObject({ kind: 'retryable' })
    expect(judge('invalid_grant', 'login rate exceeded')).toMatchObject({ kind: 'throttled' })
    expect(judge('server_error', 'oops', 500)).toBeUndefined()
  })
})
