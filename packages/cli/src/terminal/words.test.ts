import { expect, it } from 'vitest'
import { counted, duration, firstOf, nounOf } from './words.ts'

it.each([
  [0, '0.0 s'],
  [420, '0.4 s'],
  [12_300, '12 s'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
])('says %i ms as %s', (ms, text) => {
  expect(duration(ms)).toBe(text)
})

it('counts with the right noun', () => {
  expect(counted(1, 'finding')).toBe('1 finding')
  expect(counted(12_345, 'finding')).toBe('12,345 findings')
})

it('names the first few and counts the rest', () => {
  expect(firstOf(['a', 'b'], 3)).toBe('a, b')
  expect(firstOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
})

it('makes a noun of the name of a resource type', () => {
  expect(nounOf('github.organization_hook')).toBe('organization hook')
  expect(nounOf('odd')).toBe('odd')
})
