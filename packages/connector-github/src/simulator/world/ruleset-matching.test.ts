import { describe, expect, it } from 'vitest'
import type { Ruleset } from './ruleset.ts'
import { appliesToBranch, appliesToRepository, fitsPattern } from './ruleset-matching.ts'

const ruleset: Ruleset = {
  id: 1,
  name: 'x',
  target: 'branch',
  enforcement: 'active',
  bypassActors: [],
  refs: { include: ['~DEFAULT_BRANCH', 'refs/heads/release/*'], exclude: ['refs/heads/release/old'] },
  repositories: { include: ['payments-*'], exclude: ['payments-sandbox'] },
  rules: [],
  createdAt: 0,
  updatedAt: 0,
}

describe('rulesets', () => {
  it.each([
    ['refs/heads/release/1', 'refs/heads/release/*', true],
    ['refs/heads/release/1/2', 'refs/heads/release/*', false],
    ['refs/heads/release/1/2', 'refs/heads/release/**', true],
    ['refs/heads/a.b', 'refs/heads/a.b', true],
    ['refs/heads/axb', 'refs/heads/a.b', false],
  ])('match %s against %s: %s', (name, pattern, expected) => {
    expect(fitsPattern(name, pattern)).toBe(expected)
  })

  it('are for the branches that they include and do not exclude', () => {
    expect(appliesToBranch(ruleset, 'main', 'main')).toBe(true)
    expect(appliesToBranch(ruleset, 'develop', 'main')).toBe(false)
    expect(appliesToBranch(ruleset, 'release/1', 'main')).toBe(true)
    expect(appliesToBranch(ruleset, 'release/old', 'main')).toBe(false)
    expect(appliesToBranch({ ...ruleset, target: 'tag' }, 'main', 'main')).toBe(false)
  })

  it('of an organisation are for the repositories that they name', () => {
    expect(appliesToRepository(ruleset, 'payments-api')).toBe(true)
    expect(appliesToRepository(ruleset, 'payments-sandbox')).toBe(false)
    expect(appliesToRepository(ruleset, 'docs')).toBe(false)
    expect(appliesToRepository({ ...ruleset, repositories: undefined }, 'docs')).toBe(true)
  })
})
