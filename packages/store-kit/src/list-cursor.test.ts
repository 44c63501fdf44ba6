import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, pageLimit } from './list-cursor.ts'

describe('a cursor', () => {
  it('gives back the key that it was made of', () => {
    const key = [3, 'ü "x" \0', '', 0]
    expect(decodeCursor(encodeCursor(key), ['number', 'string', 'string', 'number'])).toEqual(key)
  })

  it('is refused where it is none, or one of another listing', () => {
    for (const cursor of ['', 'x', '%%%', encodeCursor([1]), encodeCursor(['1', 2]), encodeCursor([1, 2, 3])]) {
      expect(() => decodeCursor(cursor, ['number', 'number']), cursor).toThrow(
        expect.objectContaining({ field: 'after' }),
      )
    }
  })
})

describe('pageLimit', () => {
  it('is 100 unless asked otherwise, whole, and between 1 and 1,000', () => {
    expect([undefined, 7, 7.9, 0, -5, 5_000].map((limit) => pageLimit(limit))).toEqual([100, 7, 7, 1, 1, 1_000])
  })
})
