import { describe, expect, it } from 'vitest'
import { PageCache } from './page-cache.ts'

describe('the page cache', () => {
  it('keeps what was asked for last, up to its number of bytes', () => {
    const cache = new PageCache<{ readonly body: Buffer }>(25)
    for (const name of ['a', 'b']) cache.set(name, { body: Buffer.alloc(10) })
    cache.get('a')
    cache.set('c', { body: Buffer.alloc(10) })
    expect(['a', 'b', 'c'].map((name) => cache.get(name) !== undefined)).toEqual([true, false, true])
    cache.set('c', { body: Buffer.alloc(15) })
    expect(['a', 'c'].map((name) => cache.get(name)?.body.length)).toEqual([10, 15])
    cache.set('d', { body: Buffer.alloc(30) })
    expect(['a', 'c', 'd'].map((name) => cache.get(name) !== undefined)).toEqual([false, false, false])
  })
})
