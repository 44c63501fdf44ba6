import { describe, expect, it } from 'vitest'
import { Collection } from './collection.ts'
import { chosen, everything, held, type Listing } from './listing.ts'
import { type Page, pageAfter, pageOf } from './page.ts'

interface Thing {
  readonly index: number
}

const things = (size: number) => new Collection<Thing>(size, { value: 0 }, (index) => ({ index }))

function all(read: (token: string | undefined) => Page<Thing> | undefined, between: () => void = () => undefined) {
  const pages: number[][] = []
  let token: string | undefined
  do {
    const page = read(token)
    pages.push(page?.items.map(({ index }) => index) ?? [])
    token = page?.next
    between()
  } while (token !== undefined)
  return pages
}

describe('pages by place', () => {
  const read = (listing: Listing<Thing>) => all((token) => pageOf(listing, { token, size: 4 }))

  it('hold each item once, and say nothing of a next one where there is none', () => {
    expect(read(everything(things(10)))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ])
    expect(read(everything(things(4)))).toEqual([[0, 1, 2, 3]])
    expect(read(held([]))).toEqual([[]])
  })

  it('may go backwards and over chosen items', () => {
    const list = things(10)
    expect(read(everything(list, true))[0]).toEqual([9, 8, 7, 6])
    const even = list.select('even', ({ index }) => index % 2 === 0)
    expect(read(chosen(list, even))).toEqual([[0, 2, 4, 6], [8]])
    expect(read(chosen(list, even, true))).toEqual([[8, 6, 4, 2], [0]])
  })

  it('leave out what moved up when something was removed', () => {
    const list = things(8)
    expect(
      all(
        (token) => pageOf(list, { token, size: 3 }),
        () => list.remove([0]),
      ),
    ).toEqual([[0, 1, 2], [4, 5, 6], [7]])
  })
})

describe('pages behind the last item', () => {
  it('leave nothing out when something was removed', () => {
    const list = things(8)
    const read = (token: string | undefined) => pageAfter(list, { token, size: 3 })
    expect(all(read, () => list.remove([0, 3]))).toEqual([[0, 1, 2], [4, 5, 6], [7]])
  })

  it('hold what fits only, and no empty last page', () => {
    const read = (token: string | undefined) => pageAfter(things(9), { token, size: 2 }, ({ index }) => index % 2 === 0)
    expect(all(read)).toEqual([[0, 2], [4, 6], [8]])
    expect(all((token) => pageAfter(things(4), { token, size: 2 }))).toEqual([
      [0, 1],
      [2, 3],
    ])
  })
})

describe('tokens of pages', () => {
  it('are refused where they were not given out for such a list', () => {
    const { next } = pageAfter(things(9), { size: 2 }) ?? {}
    for (const token of ['', 'x', '!!', next]) expect(pageOf(things(9), { token, size: 2 })).toBeUndefined()
    expect(pageAfter(things(9), { token: next, size: 2 })?.items).toEqual([{ index: 2 }, { index: 3 }])
  })
})
