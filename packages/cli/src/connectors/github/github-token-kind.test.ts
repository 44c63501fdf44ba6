import { expect, it } from 'vitest'
import { githubTokenKind } from './github-token-kind.ts'

it.each([
  ['ghp_abcdefghijklmnop1234', 'pat-classic'],
  ['0123456789abcdef0123456789abcdef01234567', 'pat-classic'],
  ['github_pat_11ABCDEFG0abcdefghij', 'pat-fine-grained'],
])('tells the kind of %s', (token, kind) => {
  expect(githubTokenKind(token, 'GITHUB_TOKEN')).toBe(kind)
})

it('refuses the token of a workflow with a remedy and without quoting it', () => {
  const refuse = () => githubTokenKind('ghs_canary1234567890', 'GITHUB_TOKEN')
  expect(refuse).toThrow('GITHUB_TOKEN: this is an installation token')
  expect(refuse).not.toThrow('canary')
})
