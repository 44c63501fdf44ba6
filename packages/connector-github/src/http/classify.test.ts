import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'
import { QueryTooLargeError } from './query-too-large-error.ts'
import { UnknownFieldError } from './unknown-field-error.ts'

const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
const now = Date.parse(date) / 1000

function rest(status: number, body: unknown = {}, headers: Record<string, string> = {}) {
  const url = new URL('https://api.github.com/orgs/acme')
  return classify({ method: 'GET', url, status, headers: { date, ...headers }, body, bucket: 'core' })
}

function graphql(body: unknown, status = 200, headers: Record<string, string> = {}) {
  const url = new URL('https://api.github.com/graphql')
  return classify({ method: 'POST', url, status, headers: { date, ...headers }, body, bucket: 'graphql' })
}

describe('an answer of the REST API', () => {
  it('[F05] is throttled where the quota is used up, until the reset', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 30) }
    expect(rest(403, {}, headers)).toEqual({ kind: 'throttled', scope: 'bucket', retryAfterMs: 31_000 })
    expect(rest(429, {}, headers)).toEqual({ kind: 'throttled', scope: 'bucket', retryAfterMs: 31_000 })
  })

  it('[F04] is throttled for all requests of the credential by a secondary limit, with and without header', () => {
    const message = 'You have exceeded a secondary rate limit.'
    expect(rest(403, { message })).toEqual({ kind: 'throttled', scope: 'credential' })
    expect(rest(403, { message }, { 'retry-after': '60' })).toEqual({ kind: 'throttled', scope: 'credential' })
  })

  it('is a missing permission, named where GitHub names it', () => {
    const message = 'Resource not accessible by integration'
    expect(rest(403, { message }, { 'x-accepted-github-permissions': 'members=read' })).toMatchObject({
      kind: 'permission',
      missing: ['members:read'],
    })
  })

  it('[F24] is a missing scope where a 404 hides something from a classic token', () => {
    const scopes = { 'x-oauth-scopes': 'repo', 'x-accepted-oauth-scopes': 'admin:org_hook' }
    expect(rest(404, {}, scopes)).toMatchObject({ kind: 'permission', missing: ['admin:org_hook'] })
    expect(rest(404, {}, { ...scopes, 'x-oauth-scopes': 'admin:org_hook' })).toBeUndefined()
    expect(rest(404)).toBeUndefined()
  })

  it('says to authorise the token where SAML asks for it', () => {
    expect(rest(403, {}, { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' })).toMatchObject({
      kind: 'permission',
      message: expect.stringContaining('Configure SSO'),
    })
  })

  it('[F26] is a missing feature where GitHub says so in words', () => {
    expect(rest(403, { message: 'Advanced Security must be enabled for this repository' })?.kind).toBe(
      'feature-unavailable',
    )
    expect(rest(403, { message: 'Upgrade to GitHub Enterprise' })?.kind).toBe('feature-unavailable')
  })

  it('is a missing role where only owners may filter', () => {
    expect(rest(422, { message: 'Only owners can use this filter.' })?.kind).toBe('permission')
  })

  it('is a refused credential for 401', () => {
    expect(rest(401, { message: 'Bad credentials' })?.kind).toBe('credential')
  })
})

describe('[F06] an answer of the GraphQL API', () => {
  it('is throttled where the points are used up', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 9) }
    expect(graphql({ errors: [{ type: 'RATE_LIMITED' }] }, 200, headers)).toMatchObject({
      kind: 'throttled',
      scope: 'bucket',
      retryAfterMs: 10_000,
    })
  })

  it.each([
    [200, { data: null, errors: [{ message: 'Something went wrong. This may be the result of a timeout.' }] }],
    [502, { message: "We couldn't respond to your request in time." }],
    [200, { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: 'too many nodes' }] }],
  ])('is too large for a timeout or too many nodes (%i)', (status, body) => {
    const result = graphql(body, status)
    expect(result?.kind === 'fatal' && QueryTooLargeError.is(result.error)).toBe(true)
  })

  it('names the fields that an older server does not have', () => {
    const extensions = { code: 'undefinedField', typeName: 'Repository', fieldName: 'codeowners' }
    const result = graphql({ errors: [{ message: "Field 'codeowners' doesn't exist", extensions }] })
    expect(result?.kind === 'fatal' && UnknownFieldError.is(result.error) && result.error.fields).toEqual([
      'codeowners',
    ])
  })

  it('names the scope that a classic token lacks', () => {
    const message =
      "Your token has not been granted the required scopes to execute this query. The 'login' field requires one of the following scopes: ['read:org'], but your token has only been granted the: ['repo'] scopes."
    expect(graphql({ errors: [{ type: 'INSUFFICIENT_SCOPES', message }] })).toMatchObject({
      kind: 'permission',
      missing: ['read:org'],
    })
  })

  it('is refused, not found or worth asking again without data', () => {
    expect(graphql({ data: { organization: null }, errors: [{ type: 'FORBIDDEN' }] })?.kind).toBe('permission')
    expect(graphql({ data: { organization: null }, errors: [{ type: 'NOT_FOUND' }] })?.kind).toBe('not-found')
    expect(graphql({ data: null, errors: [{ message: 'oops' }] })?.kind).toBe('retryable')
  })

  it('leaves errors of single fields beside data to whoever asked for the field', () => {
    expect(
      graphql({ data: { organization: { id: 'O_1' } }, errors: [{ type: 'FORBIDDEN', path: ['x'] }] }),
    ).toBeUndefined()
  })
})
