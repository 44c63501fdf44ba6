import { describe, expect, it } from 'vitest'
import { brief, count, date, duration, moment, number, paragraphs } from './wording.ts'

describe('wording', () => {
  it('groups digits and counts nouns', () => {
    expect([number(1234567), count(1, 'check'), count(1200, 'check'), count(2, 'entry', 'entries')]).toEqual([
      '1,234,567',
      '1 check',
      '1,200 checks',
      '2 entries',
    ])
  })

  it('writes times in UTC', () => {
    expect(String(date('2026-11-20T23:59:00.000Z'))).toMatch(/^<time datetime="2026-11-20T23:59:00.000Z">20 Nov 2026</)
    expect(String(moment('2026-11-20T23:59:00.000Z'))).toMatch(/>20 Nov 2026, 23:59 UTC</)
  })

  it('shows what is no time as it is', () => {
    expect([String(date('soon')), String(moment('<soon>')), duration('soon', 'later')]).toEqual([
      'soon',
      '&lt;soon&gt;',
      'unknown',
    ])
  })

  it.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:07Z', '7 s'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:03:41Z', '3 min 41 s'],
    ['2026-01-01T00:00:00Z', '2026-01-01T02:05:00Z', '2 h 5 min'],
    ['2026-01-01T00:00:07Z', '2026-01-01T00:00:00Z', '0 s'],
  ])('measures from %s to %s', (from, to, expected) => {
    expect(duration(from, to)).toBe(expected)
  })

  it('cuts what nobody reads to the end, and says so', () => {
    expect(brief('short', 10)).toBe('short')
    expect(brief('x'.repeat(1010), 10)).toBe(`${'x'.repeat(10)}… (1,000 more characters)`)
  })

  it('keeps the paragraphs of a text', () => {
    expect(paragraphs('one\n\ntwo\r\nthree\n').map(String)).toEqual(['<p>one</p>', '<p>two</p>', '<p>three</p>'])
  })
})
