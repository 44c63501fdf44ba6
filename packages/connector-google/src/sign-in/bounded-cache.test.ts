import { describe, expect, it } from 'vitest'
import { BoundedCache } from './bounded-cache.ts'

describe('a bounded cache', () => {
  it('makes what is not there, and lets go of what was not used for longest', () => {
    const made: string[] = []
    const cache = new BoundedCache<string>(2)
    const get = (key: string): string =>
      cache.get(key, () => {
        made.push(key)
        return key
      })
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key)
    expect(made).toEqual(['a', 'b', 'c', 'b'])
  })
})
