import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it.each([
    ['payments-api', 'payments-api'],
    ['שלום مرحبا 日本語', 'שלום مرحبا 日本語'],
    ['\u{1f469}\u200d\u{1f680}', '\u{1f469}\u200d\u{1f680}'],
  ])('[F31] leaves %j as it is', (text, expected) => {
    expect(visibleText(text)).toBe(expected)
  })

  it.each([
    ['two\r\nlines\tand a tab', 'two\\r\\nlines\\tand a tab'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['null\u0000byte', 'null\\u0000byte'],
    ['line\u2028separator\u0085', 'line\\u2028separator\\u0085'],
  ])('[F36] shows the controls of %j', (text, expected) => {
    expect(visibleText(text)).toBe(expected)
  })

  it.each([
    ['invoice\u202efdp.exe', 'invoice\\u202efdp.exe'],
    ['\ufeffmark', '\\ufeffmark'],
    ['zero\u200bwidth', 'zero\\u200bwidth'],
  ])('[F31] shows what hides or turns text in %j', (text, expected) => {
    expect(visibleText(text)).toBe(expected)
  })

  it('[F31] replaces lone surrogates as the platform does', () => {
    expect(visibleText('a\ud800b')).toBe('a\ufffdb')
  })
})
