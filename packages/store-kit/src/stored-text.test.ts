import { describe, expect, it } from 'vitest'
import { fromStoredText, toStoredText } from './stored-text.ts'

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
