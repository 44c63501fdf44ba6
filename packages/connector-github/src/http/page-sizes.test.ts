import { ProviderError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { PageSizes } from './page-sizes.ts'
import { QueryTooLargeError } from './query-too-large-error.ts'

describe('page sizes', () => {
  it('[F06] are halved as often as a page is too large, and remembered per listing', async () => {
    const sizes = new PageSizes()
    const asked: number[] = []
    const page = async (first: number): Promise<number> => {
      asked.push(first)
      if (first > 30) throw new QueryTooLargeError('too slow')
      return first
    }
    expect(await sizes.read('repositories', 100, page)).toBe(25)
    expect(await sizes.read('repositories', 100, page)).toBe(25)
    expect(asked).toEqual([100, 50, 25, 25])
    expect(await sizes.read('members', 20, page)).toBe(20)
  })

  it('go down to ten, then the error is passed on', async () => {
    const asked: number[] = []
    const attempt = new PageSizes().read('repositories', 82, async (first) => {
      asked.push(first)
      throw new ProviderError('bad gateway', { status: 502 })
    })
    await expect(attempt).rejects.toThrow('bad gateway')
    expect(asked).toEqual([82, 41, 20, 10])
  })

  it('do not hide other errors', async () => {
    const attempt = new PageSizes().read('repositories', 100, async () => {
      throw new ProviderError('no', { status: 400 })
    })
    await expect(attempt).rejects.toThrow('no')
  })
})
