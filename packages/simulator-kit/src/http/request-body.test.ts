import { describe, expect, it } from 'vitest'
import { basicCredentials, bearerToken } from './authorization.ts'
import { formBody, jsonBody } from './request-body.ts'

describe('bodies of requests', () => {
  it('are read as forms where they say that they are', () => {
    const body = 'grant_type=urn%3Aietf&scope=a+b'
    const form = formBody({ headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body })
    expect(Object.fromEntries(form ?? [])).toEqual({ grant_type: 'urn:ietf', scope: 'a b' })
    expect(formBody({ headers: { 'content-type': 'application/json' }, body })).toBeUndefined()
    expect(formBody({ headers: {}, body })).toBeUndefined()
  })

  it('are read as JSON where they are', () => {
    expect(jsonBody('{"a":1}')).toEqual({ a: 1 })
    expect(jsonBody('')).toBeUndefined()
    expect(jsonBody('{')).toBeUndefined()
  })
})

describe('the authorization of requests', () => {
  it('is a token or a name with a password', () => {
    expect(bearerToken('Bearer abc')).toBe('abc')
    expect(bearerToken('Basic abc')).toBeUndefined()
    expect(bearerToken(undefined)).toBeUndefined()
    const encoded = Buffer.from('app:a:b').toString('base64')
    expect(basicCredentials(`Basic ${encoded}`)).toEqual({ name: 'app', password: 'a:b' })
    expect(basicCredentials('Basic YQ==')).toBeUndefined()
    expect(basicCredentials('Bearer abc')).toBeUndefined()
  })
})
