import { CredentialError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { classifyTokenAnswer } from './token-endpoint-error.ts'

function judge(code: number, text = '', status = 401) {
  const url = new URL('https://login.microsoftonline.com/t/oauth2/v2.0/token')
  const body = { error: 'invalid_client', error_codes: [code], error_description: `AADSTS${code}: ${text}` }
  return classifyTokenAnswer({ method: 'POST', url, status, headers: {}, body, bucket: 'default' })
}

describe('a refusal of the token endpoint', () => {
  it.each([
    [7000222, '', /client secret has expired: make a new one/],
    [7000215, '', /not its "Secret ID"/],
    [70002, '', /client secret is wrong/],
    [700016, '', /the consent was taken back; let an administrator consent again/],
    [700011, '', /the consent was taken back; let an administrator consent again/],
    [7000229, '', /an administrator has to consent to it first/],
    [65001, '', /let an administrator consent again/],
    [7000112, '', /disabled in the tenant: enable it/],
    [70001, '', /disabled or gone/],
    [700027, 'The certificate is not registered', /certificate is not accepted: upload it/],
    [700027, 'Reason - The key used is expired.', /certificate has expired: upload a new one/],
    [700030, '', /subject of the certificate/],
    [700024, '', /check the clock/],
    [53003, '', /Conditional Access policy/],
    [530032, '', /security policy of the tenant/],
  ])('AADSTS%i %s says what to do', (code, text, remedy) => {
    const judged = judge(code, text)
    expect(judged).toMatchObject({ kind: 'fatal', error: { message: expect.stringMatching(remedy) } })
    expect(judged?.kind === 'fatal' && judged.error).toSatisfy(CredentialError.is)
    expect(judged?.kind === 'fatal' && judged.error?.message).toContain(`AADSTS${code}`)
  })

  it('is told by its number alone: the text may quote names', () => {
    const judged = judge(7000222, "for app 'canary-name'")
    expect(JSON.stringify(judged?.kind === 'fatal' && judged.error?.message)).not.toContain('canary')
  })

  it('is no refusal where Microsoft is overloaded', () => {
    expect(judge(90055, '', 429)).toBeUndefined()
    expect(judge(90033, '', 503)).toBeUndefined()
  })
})
