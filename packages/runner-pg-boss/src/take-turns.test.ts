import type { Integration } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { takeTurns } from './take-turns.ts'

const noon = Date.UTC(2026, 0, 1, 12)

function due(id: string, owner: string | undefined, connector = 'github', seconds = 0): Integration {
  return {
    id,
    connector,
    name: id,
    config: {},
    authKind: 'token',
    credentialRef: id,
    createdAt: new Date(noon).toISOString(),
    nextScanAt: new Date(noon + seconds * 1000).toISOString(),
    ...(owner !== undefined && { owner }),
  }
}

function order(integrations: readonly Integration[]): string[] {
  const turns = [...takeTurns(integrations)].sort((one, other) => other.priority - one.priority)
  return turns.map(({ integration }) => integration.id)
}

describe('takeTurns', () => {
  it('lets an owner with one integration go before the second of one with many', () => {
    const many = Array.from({ length: 50 }, (_, index) => due(`many-${index}`, 'acme'))
    expect(order([...many, due('one', 'example')]).slice(0, 3)).toEqual(['many-0', 'one', 'many-1'])
  })

  it('lets the connectors of an owner take turns', () => {
    const list = [due('g1', 'acme'), due('g2', 'acme'), due('g3', 'acme'), due('m1', 'acme', 'm365')]
    expect(order(list)).toEqual(['g1', 'm1', 'g2', 'g3'])
  })

  it('takes integrations of nobody in particular as those of one owner', () => {
    expect(order([due('a', undefined), due('b', undefined), due('c', 'acme')])).toEqual(['a', 'c', 'b'])
  })

  it('lets nobody overtake for longer than the time that a job stands back', () => {
    const [, second] = takeTurns([due('a', 'acme'), due('b', 'acme')])
    const soon = takeTurns([due('c', 'example', 'github', 5)])[0]
    const late = takeTurns([due('d', 'example', 'github', 15)])[0]
    expect(soon?.priority).toBeGreaterThan(second?.priority ?? 0)
    expect(late?.priority).toBeLessThan(second?.priority ?? 0)
  })

  it('gives what is due a negative priority that fits into 32 bits', () => {
    const list = Array.from({ length: 2_000 }, (_, index) => due(`i${index}`, 'acme'))
    for (const { priority } of [
      ...takeTurns(list),
      ...takeTurns([{ ...due('x', 'acme'), nextScanAt: '1999-01-01' }]),
    ]) {
      expect(priority).toBeLessThan(0)
      expect(priority).toBeGreaterThan(-(2 ** 31))
    }
  })
})
