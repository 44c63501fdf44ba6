import { expect, it } from 'vitest'
import { closest } from './closest.ts'

const ids = ['github/two-factor-required', 'github/default-branch-review-required', 'github/hook-secret']

it.each([
  ['github/two-factor-requird', 'github/two-factor-required'],
  ['github/two-factro-required', 'github/two-factor-required'],
  ['GitHub/Hook-Secret', 'github/hook-secret'],
  ['hook-secret', 'github/hook-secret'],
])('takes %s for %s', (word, meant) => {
  expect(closest(word, ids)).toBe(meant)
})

it('guesses nothing where nothing is near', () => {
  expect(closest('salesforce/anything-else', ids)).toBeUndefined()
  expect(closest('x', [])).toBeUndefined()
})
