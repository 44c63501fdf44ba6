import { describe, expect, it } from 'vitest'
import { createRedactor, redact, redactUrl } from './redact.ts'

const long = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'

describe('redact', () => {
  it.each([
    `ghp_${long}`,
    `gho_${long}`,
    `ghs_${long}`,
    `ghu_${long}`,
    `ghr_${long}`,
    `github_pat_11ABCDE_${long}`,
    `Bearer ${long}`,
    'Basic dXNlcjpwYXNzd29yZA==',
    `token ${long}`,
    'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl',
    `authorization: Digest username="${long}"`,
    `"Authorization":"Basic ${long}"`,
    `access_token=${long}`,
    `{"access_token":"${long}","expires_in":3600}`,
    `client_secret=${long}&grant_type=x`,
    `refresh_token: '${long}'`,
    `password=${long}`,
    `https://user:${long}@api.example.com/x`,
    `https://api.example.com/cb?state=1&code=${long}`,
    `-----BEGIN RSA PRIVATE KEY-----\n${long}\n${long}\n-----END RSA PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${long}`,
  ])('[F35] masks the secret in %j', (text) => {
    const result = redact(`before ${text} after`)
    expect(result).toContain('[redacted]')
    expect(result).not.toContain(long.slice(0, 12))
    expect(result).not.toContain('dXNlcjpw')
    expect(result).not.toContain('eyJpc3MiOiIxIn0')
  })

  it.each([
    'GET /orgs/acme/repos was answered with 404 (request AB12:34)',
    'the token endpoint answered, Basic authentication is off, bearer tokens are not',
    'error code: ECONNRESET',
    'secret scanning is disabled for acme/website',
    'ghp_short',
    'at items.0.id',
  ])('leaves %j alone', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('[F34] is fast for text that is made to be slow', () => {
    const started = performance.now()
    const hostile = [
      '-----BEGIN A-----'.repeat(5000),
      'access_token='.repeat(10_000),
      'eyJ'.repeat(30_000),
      `Bearer ${' '.repeat(50_000)}`,
      'a'.repeat(100_000),
      'a://'.repeat(25_000),
      `https://${'a:'.repeat(30_000)}`,
      '?code='.repeat(15_000),
    ]
    for (const text of hostile) redact(text)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('redactUrl', () => {
  it('[F35] masks user, password, fragment and secret parameters, and keeps the rest', () => {
    expect(redactUrl(`https://user:pw@api.example.com/x?page=2&access_token=${long}&sig=abc#${long}`)).toBe(
      'https://api.example.com/x?page=2&access_token=[redacted]&sig=[redacted]',
    )
  })

  it('redacts what is no URL as text', () => {
    expect(redactUrl(`not a url ghp_${long}`)).toBe('not a url [redacted]')
  })
})

describe('createRedactor', () => {
  it('[F35] masks exact secrets in plain, URL-encoded and base64 form', () => {
    const secret = 's3cr3t/with+signs='
    const redactor = createRedactor([secret])
    redactor.add('another-secret')
    const text = `${secret} ${encodeURIComponent(secret)} ${Buffer.from(secret).toString('base64')} another-secret`
    expect(redactor.redact(text)).toBe('[redacted] [redacted] [redacted] [redacted]')
  })

  it('does not mask words because a secret is short', () => {
    expect(createRedactor(['a', '']).redact('an apple')).toBe('an apple')
  })
})
