import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { ProviderError } from '@opencasb/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeResolver } from '../dns/create-fake-resolver.ts'
import { parseDkimKey } from './parse-dkim-key.ts'
import { readDkim } from './read-dkim.ts'

function base64(key: KeyObject, type: 'spki' | 'pkcs1' = 'spki'): string {
  return key.export({ type, format: 'der' }).toString('base64')
}

const { publicKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const { publicKey: ed } = generateKeyPairSync('ed25519')
const { publicKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
// The last 32 bytes of its SPKI are the key itself.
const edKey = ed.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')

describe('parseDkimKey', () => {
  it.each(['', 'hello', 'v=spf1 -all', 'v=DKIM2; p=x', 'p', `p=${'x'}; v=DKIM1`, 'k=rsa; v=DKIM1; p=', 'v=dkim1; p='])(
    'takes %j for no key',
    (text) => {
      expect(parseDkimKey(text)).toBeUndefined()
    },
  )

  it('reads an RSA key in either form, with and without a version', () => {
    const expected = { type: 'rsa', bits: 1024, revoked: false, testing: false, strict: false, problems: [] }
    expect(parseDkimKey(`v=DKIM1; k=rsa; p=${base64(rsa)}`)).toMatchObject(expected)
    expect(parseDkimKey(`p=${base64(rsa, 'pkcs1')}`)).toMatchObject(expected)
  })

  it('reads a key that is folded, and flags', () => {
    const folded = base64(rsa).replaceAll(/(.{60})/g, '$1 \t')
    expect(parseDkimKey(`v=DKIM1 ; t = y : s ; n=a note; p=${folded};`)).toMatchObject({
      bits: 1024,
      testing: true,
      strict: true,
      problems: [],
    })
  })

  it('reads a key of Ed25519', () => {
    expect(parseDkimKey(`v=DKIM1; k=ed25519; p=${edKey}`)).toMatchObject({ bits: 256, problems: [] })
    expect(parseDkimKey(`v=DKIM1; k=ed25519; p=${base64(rsa)}`)).toMatchObject({
      bits: undefined,
      problems: ['has a key that is not of Ed25519'],
    })
  })

  it('tells a key that was withdrawn from one that is missing', () => {
    expect(parseDkimKey('v=DKIM1; p=')).toMatchObject({ revoked: true, problems: [] })
    expect(parseDkimKey('v=DKIM1; k=rsa')).toMatchObject({ revoked: false, problems: ['has no p tag'] })
  })

  it.each([
    ['p=%%%', 'has a key that is not Base64'],
    [`p=${Buffer.from('hello').toString('base64')}`, 'has a key that is not of RSA'],
    [`p=${base64(ec)}`, 'has a key that is not of RSA'],
    [`p=${base64(rsa).slice(0, 100)}`, 'has a key that is not of RSA'],
    [`k=dsa; p=${base64(rsa)}`, 'has a key of the unknown type dsa'],
    [`s=other; p=${base64(rsa)}`, 'is not for mail'],
    [`p=${base64(rsa)}; p=`, 'has the tag p more than once'],
    [`p=${base64(rsa)}; oops`, 'has something that is not a tag'],
  ])('%s cannot be used', (tags, problem) => {
    expect(parseDkimKey(`v=DKIM1; ${tags}`)?.problems).toContain(problem)
  })

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.base64String(), (text, key) => {
        parseDkimKey(text)
        parseDkimKey(`v=DKIM1; ${text}`)
        expect(parseDkimKey(`v=DKIM1; p=${key}`)).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })

  it.each(['=', 'A', ';', ' ', 'p=;', '+/'])('reads 64 kB of %j in no time', (unit) => {
    const before = performance.now()
    parseDkimKey(`v=DKIM1; p=${unit.repeat(65_536 / unit.length)}`)
    parseDkimKey(`v=DKIM1; p=${unit.repeat(65_536 / unit.length)}!`)
    expect(performance.now() - before).toBeLessThan(1000)
  })
})

describe('readDkim', () => {
  const { signal } = new AbortController()
  const key = `v=DKIM1; k=rsa; p=${base64(rsa)}`

  it('says of each selector what it has', async () => {
    const resolver = createFakeResolver({
      's1._domainkey.example.com': { cname: 's1.hosted.example' },
      's1.hosted.example': { txt: [key] },
      's2._domainkey.example.com': { txt: ['v=DKIM1; p='] },
      's3._domainkey.example.com': { txt: ['hello', 'v=DKIM1; p=!'] },
      's5._domainkey.example.com': { txt: ['v=DKIM1; p=', key] },
    })
    const result = await readDkim('Example.com', ['s1', 's2', 's3', 's4', 's5'], resolver, signal)
    expect(result.selectors.map(({ name, status }) => [name, status])).toEqual([
      ['s1._domainkey.example.com', 'ok'],
      ['s2._domainkey.example.com', 'revoked'],
      ['s3._domainkey.example.com', 'invalid'],
      ['s4._domainkey.example.com', 'none'],
      ['s5._domainkey.example.com', 'ok'],
    ])
    expect(result.selectors[0]?.key?.bits).toBe(1024)
    expect(result.selectors[3]).not.toHaveProperty('key')
  })

  it('[F12] never takes DNS that does not answer for a missing key', async () => {
    const resolver = createFakeResolver({ 's1._domainkey.example.com': { fails: true } })
    await expect(readDkim('example.com', ['s1'], resolver, signal)).rejects.toSatisfy(ProviderError.is)
    await expect(readDkim('example.com', ['s1'], createFakeResolver({}), signal)).rejects.toSatisfy(ProviderError.is)
  })
})
