import { createSign } from 'node:crypto'
import { simulatorKeyPair } from '@opencasb/simulator-kit'
import { describe, expect, it } from 'vitest'
import { readAppAssertion } from './app-jwt.ts'

const now = Date.UTC(2026, 0, 1)
const seconds = now / 1000

function sign(claims: object, header: object = { alg: 'RS256', typ: 'JWT' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(simulatorKeyPair().pkcs1, 'base64url')}`
}

const read = (token: string) =>
  readAppAssertion(token, (id) => (id === '7' ? simulatorKeyPair().publicKey : undefined), now)

describe('the assertion of an app', () => {
  it('is accepted when it is signed and in time', () => {
    expect(read(sign({ iss: '7', iat: seconds - 60, exp: seconds + 500 }))).toEqual({ appId: '7' })
    expect(read(sign({ iss: 7, iat: seconds - 60, exp: seconds + 500 }))).toEqual({ appId: '7' })
  })

  it.each([
    ['from the future', { iss: '7', iat: seconds + 30, exp: seconds + 500 }, /iat/],
    ['over', { iss: '7', iat: seconds - 900, exp: seconds - 1 }, /exp/],
    ['too long', { iss: '7', iat: seconds - 60, exp: seconds + 700 }, /too far/],
    ['of an unknown app', { iss: '8', iat: seconds - 60, exp: seconds + 500 }, /Integration not found/],
  ])('is refused when it is %s', (_, claims, message) => {
    expect(read(sign(claims))).toEqual({ refused: expect.stringMatching(message) })
  })

  it('is refused when it was changed or signed in another way', () => {
    const [head, , signature] = sign({ iss: '7', iat: seconds - 60, exp: seconds + 500 }).split('.')
    const body = Buffer.from(JSON.stringify({ iss: '7', iat: seconds - 60, exp: seconds + 400 })).toString('base64url')
    expect(read(`${head}.${body}.${signature}`)).toEqual({ refused: 'A JSON web token could not be decoded' })
    expect(read(sign({ iss: '7' }, { alg: 'none' }))).toEqual({ refused: 'A JSON web token could not be decoded' })
    expect(read('a.b.c')).toEqual({ refused: 'A JSON web token could not be decoded' })
  })
})
