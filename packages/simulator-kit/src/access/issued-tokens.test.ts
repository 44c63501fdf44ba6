import { describe, expect, it } from 'vitest'
import { IssuedTokens } from './issued-tokens.ts'

describe('issued tokens', () => {
  it('are good until their time is over', () => {
    const tokens = new IssuedTokens<string>(1)
    const { token, expiresAt } = tokens.issue('read', { now: 1_000, lifetimeMs: 500, prefix: 'ya29.', length: 20 })
    expect(token).toMatch(/^ya29\.[0-9a-f]{20}$/)
    expect(expiresAt).toBe(1_500)
    expect(tokens.lookup(token, 1_499)).toEqual({ kind: 'good', grant: 'read' })
    expect(tokens.lookup(token, 1_500)).toEqual({ kind: 'expired', grant: 'read' })
    expect(tokens.lookup('other', 1_000)).toEqual({ kind: 'unknown' })
  })

  it('can be ended, taken back and given another grant, some of them or all', () => {
    const tokens = new IssuedTokens<string>(1)
    const [a, b, c] = ['a', 'b', 'c'].map((grant) => tokens.issue(grant, { now: 0 }).token)
    tokens.expire((grant) => grant === 'a')
    tokens.revoke((grant) => grant === 'b')
    tokens.change((grant) => (grant === 'c' ? 'd' : undefined))
    expect([a, b, c].map((token) => tokens.lookup(token ?? '', 0))).toEqual([
      { kind: 'expired', grant: 'a' },
      { kind: 'revoked', grant: 'b' },
      { kind: 'good', grant: 'd' },
    ])
    tokens.revoke()
    expect(tokens.lookup(c ?? '', 0).kind).toBe('revoked')
  })

  it('are the same for the same seed, and never twice the same', () => {
    const make = (seed: number) => {
      const tokens = new IssuedTokens<string>(seed)
      return [tokens.issue('', { now: 0 }).token, tokens.issue('', { now: 0 }).token]
    }
    expect(make(1)).toEqual(make(1))
    expect(new Set([...make(1), ...make(2)]).size).toBe(4)
  })
})
