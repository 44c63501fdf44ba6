import { describe, expect, it } from 'vitest'
import { RecentIds } from './recent-ids.ts'

describe('RecentIds', () => {
  it('forgets the oldest', () => {
    const ids = new RecentIds(2)
    for (const id of ['a', 'b', 'a', 'c']) ids.add(id)
    expect([ids.has('a'), ids.has('b'), ids.has('c'), ids.size]).toEqual([true, false, true, 2])
  })
})
