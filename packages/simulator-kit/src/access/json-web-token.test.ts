import { constants, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSignedBy, parseJsonWebToken, timeProblem } from './json-web-token.ts'
import { simulatorKeyPair } from './key-pair.ts'

const { pkcs1, pkcs8, publicKey } = simulatorKeyPair()
const now = Date.UTC(2026, 0, 1)
const seconds = now / 1000

function make(algorithm: string, claims: object, key = pkcs8): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: algorithm, typ: 'JWT' })}.${part(claims)}`
  const options =
    algorithm === 'PS256'
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { key }
  return `${text}.${sign('sha256', Buffer.from(text), options).toString('base64url')}`
}

function isGood(token: string, ...algorithms: ('RS256' | 'PS256')[]): boolean | undefined {
  const parsed = parseJsonWebToken(token)
  return parsed && isSignedBy(parsed, publicKey, algorithms.length > 0 ? algorithms : undefined)
}

describe('signatures of JSON web tokens', () => {
  it('are verified for both algorithms and both forms of the key', () => {
    expect(isGood(make('RS256', { sub: 'x' }))).toBe(true)
    expect(isGood(make('PS256', { sub: 'x' }))).toBe(true)
    expect(isGood(make('RS256', { sub: 'x' }, pkcs1))).toBe(true)
  })

  it('are refused where the algorithm is another one than is allowed or than was used', () => {
    expect(isGood(make('RS256', {}), 'PS256')).toBe(false)
    expect(isGood(make('none', {}))).toBe(false)
    const [head] = make('PS256', {}).split('.')
    const [, body, signature] = make('RS256', {}).split('.')
    expect(isGood(`${head}.${body}.${signature}`)).toBe(false)
  })

  it('are refused where the claims were changed', () => {
    const [head, , signature] = make('RS256', { sub: 'x' }).split('.')
    const body = Buffer.from(JSON.stringify({ sub: 'y' })).toString('base64url')
    expect(isGood(`${head}.${body}.${signature}`)).toBe(false)
  })

  it('are not looked for in what is no token', () => {
    for (const text of ['', 'a.b', 'a.b.c', 'bnVsbA.bnVsbA.x', `${make('RS256', {})}.x`]) {
      expect(parseJsonWebToken(text)).toBeUndefined()
    }
  })
})

describe('times of JSON web tokens', () => {
  it.each([
    [undefined, { exp: seconds + 60, iat: seconds }],
    ['no-expiry', { iat: seconds }],
    ['expired', { exp: seconds }],
    ['from-the-future', { exp: seconds + 60, iat: seconds + 1 }],
    ['from-the-future', { exp: seconds + 60, nbf: seconds + 1 }],
    ['too-long', { exp: seconds + 601 }],
  ])('are %s', (problem, claims) => {
    expect(timeProblem({ claims }, { now, longestSeconds: 600 })).toBe(problem)
  })

  it('may differ by as much as clocks do', () => {
    expect(timeProblem({ claims: { exp: seconds - 5 } }, { now, leewaySeconds: 10 })).toBeUndefined()
    expect(timeProblem({ claims: { exp: seconds + 60, iat: seconds + 5 } }, { now, leewaySeconds: 10 })).toBeUndefined()
  })
})
