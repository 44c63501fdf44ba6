import { expect, it } from 'vitest'
import { nextLink } from './next-link.ts'

it.each([
  ['<https://a.example/x?page=2>; rel="next", <https://a.example/x?page=9>; rel="last"', 'https://a.example/x?page=2'],
  ['<https://a.example/x?page=1>; rel="prev", <https://a.example/x?page=3>; rel="next"', 'https://a.example/x?page=3'],
  ['</x?a=1,2;3>;rel=next', '/x?a=1,2;3'],
  ['</x>; title="a"; REL="last NEXT"', '/x'],
  ['</x>; rel="nextish"', undefined],
  ['</x>; rel="prev"', undefined],
  ['not a link', undefined],
  ['', undefined],
  [undefined, undefined],
])('finds the next page in %j', (header, expected) => {
  expect(nextLink(header)).toBe(expected)
})

it('[F34] is fast for a header that is made to be slow', () => {
  const started = performance.now()
  nextLink('<'.repeat(50_000))
  nextLink(`<x>${'; rel='.repeat(20_000)}`)
  nextLink(`${'<>;rel="'.repeat(10_000)}`)
  expect(performance.now() - started).toBeLessThan(500)
})
