import { describe, expect, it } from 'vitest'
import { matchesPattern } from './match-pattern.ts'

describe('matchesPattern', () => {
  it.each([
    ['github/a', 'github/a', true],
    ['github/a', 'github/ab', false],
    ['github/*', 'github/a', true],
    ['*', '', true],
    ['*/a', 'github/a', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b', 'ab', true],
    ['ab*ba', 'aba', false],
    ['a*b*c', 'acb', false],
    ['acme/*-archive', 'acme/old-archive', true],
    ['a.c', 'abc', false],
  ])('%s against %s: %s', (pattern, text, matches) => {
    expect(matchesPattern(pattern, text)).toBe(matches)
  })

  it('[F34] stays quick on input made to backtrack', () => {
    const started = performance.now()
    expect(matchesPattern(`${'a*'.repeat(50)}b`, 'a'.repeat(100_000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
