import { describe, expect, it } from 'vitest'
import { setUp, worldOf } from '../scan-set-up.ts'

describe('a plan', () => {
  it('says what would be read, what is missing and makes no list call', async () => {
    const world = worldOf(3)
    world.granted = new Set(['notes', 'people'])
    const { scanner, id } = await setUp(world)
    const plan = await scanner.plan(id)
    expect(plan.permissions).toEqual({ needed: ['links', 'notes', 'people'], missing: ['links'], known: true })
    expect(plan.blocked).toMatchObject([
      { reason: 'permission-missing', checks: ['notes/link-open', 'notes/many-links'] },
    ])
    expect(world.calls).toEqual(['open', 'close'])
  })
})
