import { describe, expect, it } from 'vitest'
import { fromStoredText, isKeyDigest, toStoredKey, toStoredText, toWholeKey } from './stored-text.ts'

describe('toStoredText', () => {
  it('leaves usual text as it is, so that people can read the database', () => {
    for (const text of ['', 'acme/api', "it's", '😀', 'say "hi"', '{"a":1}']) expect(toStoredText(text)).toBe(text)
  })

  it('gives different texts for different strings, none with a NUL or half a surrogate pair', () => {
    const odd = ['\0', 'a\0b', 'a', 'a\ud800', 'a\udc00', 'a\ufffd', '"', '"a"', '"\\u0000"', '\\u0000']
    const stored = odd.map(toStoredText)
    expect(new Set(stored).size).toBe(odd.length)
    for (const text of stored) {
      expect(text).not.toContain('\0')
      expect(Buffer.from(text).toString()).toBe(text)
    }
    expect(stored.map(fromStoredText)).toEqual(odd)
  })
})

describe('toStoredKey', () => {
  it('leaves short keys as they are, and makes a digest of long ones that no other key is stored as', () => {
    const long = ['x', 'y'].map((end) => `${'é'.repeat(5_000)}${end}`)
    const digests = long.map(toStoredKey)
    const keys = ['', 'acme/api', '"#', '"#"', '#\0', ...digests, ...long]
    const stored = keys.map(toStoredKey)
    expect(new Set(stored).size).toBe(keys.length)
    for (const key of stored) expect(Buffer.byteLength(key)).toBeLessThan(2_000)
    expect(stored.map(isKeyDigest)).toEqual(keys.map((key) => key.length > 600))
    expect(keys.map(toWholeKey)).toEqual(keys.map((key) => (key.length > 600 ? key : null)))
    expect(stored.slice(0, -2).map(fromStoredText)).toEqual(keys.slice(0, -2))
  })
})
