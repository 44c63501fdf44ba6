import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileStrings } from '../../tests/fixture/hostile-scan.ts'
import { jsonText } from './json-text.ts'

describe('jsonText', () => {
  it('is plain JSON for plain values', () => {
    expect(jsonText({ a: [1, 'two', null], b: { c: true } })).toBe('{"a":[1,"two",null],"b":{"c":true}}')
  })

  it.each([
    ['lone \ud800 high', 'lone \ufffd high'],
    ['lone \udfff low', 'lone \ufffd low'],
    ['\ud83d\ude00 pair', '\ud83d\ude00 pair'],
    ['a backslash before \\ud800', 'a backslash before \\ud800'],
    ['\\\ud800', '\\\ufffd'],
  ])('[F31] makes %j well-formed', (text, expected) => {
    expect(JSON.parse(jsonText({ [text]: text }))).toEqual({ [expected]: expected })
    expect(expected).toBe(text.toWellFormed())
  })

  it('[F36] is one line for every reader, and no terminal takes it for a command', () => {
    for (const text of hostileStrings) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(jsonText({ [text]: text })).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
    }
  })

  it('[F32] keeps a key that would change a prototype', () => {
    const parsed: unknown = JSON.parse(jsonText(JSON.parse('{"__proto__":{"a":1},"constructor":2}')))
    expect(Object.keys(parsed as object)).toEqual(['__proto__', 'constructor'])
  })

  it('[F31] gives back whatever was put in, well-formed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' })),
        fc.string({ unit: fc.constantFrom('\ud800', '\\', 'u', 'd', '"') }),
        (texts, odd) => {
          const value = [...texts, odd]
          expect(JSON.parse(jsonText(value))).toEqual(value.map((text) => text.toWellFormed()))
        },
      ),
      { numRuns: 200 },
    )
  })
})
