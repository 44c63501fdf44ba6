import { describe, expect, it } from 'vitest'
import { csvCell } from './csv-cell.ts'

describe('csvCell', () => {
  it.each([
    ['acme/portal', 'acme/portal'],
    ['a, b', '"a, b"'],
    ['say "hello"', '"say ""hello"""'],
    ['https://github.com/acme?a=b&c=-1', 'https://github.com/acme?a=b&c=-1'],
    [12, '12'],
    [-1, '-1'],
    ['', ''],
    [undefined, ''],
  ])('writes %j as %s', (value, expected) => {
    expect(csvCell(value)).toBe(expected)
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\uff1d1+1', "'\uff1d1+1"],
    ['  =1+1', "'  =1+1"],
    ['"=1+1"', `"'""=1+1"""`],
    ['a;=1+1', `"a;'=1+1"`],
    ['a; "=1+1', `"a;' ""=1+1"`],
  ])('[F33] keeps %j from being a formula', (value, expected) => {
    expect(csvCell(value)).toBe(expected)
  })

  it.each([
    ['\t=1+1', '\\t=1+1'],
    ['\r=1+1', '\\r=1+1'],
    ['two\r\nlines', 'two\\r\\nlines'],
    ['\u001b[31m', '\\u001b[31m'],
  ])('[F36] keeps %j on one line', (value, expected) => {
    expect(csvCell(value)).toBe(expected)
  })

  it('[F31] replaces lone surrogates', () => {
    expect(csvCell('a\udc00')).toBe('a\ufffd')
  })
})
