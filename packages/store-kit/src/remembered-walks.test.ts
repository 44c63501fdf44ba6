import { describe, expect, it } from 'vitest'
import { RememberedWalks, type Walk } from './remembered-walks.ts'

function walkOf(...fingerprints: string[]): Walk {
  return { steps: fingerprints.map((fingerprint, id) => ({ id, fingerprint })), isCut: false }
}

describe('remembered walks', () => {
  it('go on where they were left, once', () => {
    const walks = new RememberedWalks(2)
    const walk = walkOf('c', 'd')
    walks.keep('key', walk, 'b')
    expect(walks.take('key', 'b')).toBe(walk)
    expect(walks.take('key', 'b')).toBeUndefined()
  })

  it('start over where somebody asks for another place, or for another walk', () => {
    const walks = new RememberedWalks(2)
    for (const after of ['', 'a', 'c']) {
      walks.keep('key', walkOf('c', 'd'), 'b')
      expect(walks.take('other', 'b'), after).toBeUndefined()
      expect(walks.take('key', after), after).toBeUndefined()
      expect(walks.take('key', 'b'), after).toBeUndefined()
    }
  })

  it('are forgotten at their end, and where they have not begun', () => {
    const walks = new RememberedWalks(2)
    walks.keep('ended', walkOf(), 'b')
    walks.keep('begun', walkOf('a'), undefined)
    expect(walks.take('ended', 'b')).toBeUndefined()
    expect(walks.take('begun', '')).toBeUndefined()
  })

  it('are at most so many: the one that was asked for longest ago goes', () => {
    const walks = new RememberedWalks(2)
    walks.keep('one', walkOf('b'), 'a')
    walks.keep('two', walkOf('b'), 'a')
    walks.keep('one', walks.take('one', 'a') ?? walkOf(), 'a')
    walks.keep('three', walkOf('b'), 'a')
    const known = ['one', 'two', 'three'].filter((key) => walks.take(key, 'a'))
    expect(known).toEqual(['one', 'three'])
  })
})
