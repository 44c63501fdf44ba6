import { describe, expect, it } from 'vitest'
import { Collection } from './collection.ts'

interface Thing {
  readonly index: number
  readonly label: string
}

function things(size: number): Collection<Thing> {
  return new Collection<Thing>(size, { value: 0 }, (index) => ({ index, label: `thing ${index}` }))
}

describe('a collection', () => {
  it('computes its items from their index', () => {
    const list = things(10_000_000)
    expect(list.count).toBe(10_000_000)
    expect(list.slice(9_999_999, 5).map(({ index }) => index)).toEqual([9_999_999])
  })

  it('keeps ranks dense and indices stable when items go', () => {
    const list = things(10)
    list.remove([0, 3, 4, 9])
    expect(list.count).toBe(6)
    expect(list.slice(0, 10).map(({ index }) => index)).toEqual([1, 2, 5, 6, 7, 8])
    expect([0, 1, 2, 3, 4, 5, 6].map((rank) => list.indexAt(rank))).toEqual([1, 2, 5, 6, 7, 8, undefined])
    expect([1, 2, 5, 6, 7, 8].map((index) => list.rankOf(index))).toEqual([0, 1, 2, 3, 4, 5])
    expect(list.get(3)).toBeUndefined()
  })

  it('never uses an index again', () => {
    const list = things(2)
    list.remove([1])
    expect(list.add({ label: 'new' })).toBe(2)
    expect(list.get(2)).toEqual({ index: 2, label: 'new' })
    expect([...list.all()].map(({ index }) => index)).toEqual([0, 2])
  })

  it('remembers changes and forgets what it computed from the old state', () => {
    const list = things(6)
    const named = () => [...list.select('named', ({ label }) => label === 'x')]
    expect(named()).toEqual([])
    list.change(4, { label: 'x' })
    expect(named()).toEqual([4])
    expect([...list.sorted('backwards', ({ index }) => -index)]).toEqual([5, 4, 3, 2, 1, 0])
  })

  it('stays consistent under many removals', () => {
    const list = things(1000)
    list.remove(Array.from({ length: 500 }, (_, at) => at * 2))
    for (let rank = 0; rank < 500; rank++) expect(list.indexAt(rank)).toBe(rank * 2 + 1)
  })
})
