import { describe, expect, it } from 'vitest'
import { smallest } from './smallest.ts'

const byValue = (a: number, b: number): number => a - b

describe('smallest', () => {
  it('gives the smallest values in order, however many there are', () => {
    const values = Array.from({ length: 2_000 }, (_, n) => (n * 7_919) % 2_000)
    for (const count of [1, 10, 1_000, 3_000]) {
      expect(smallest(values, count, byValue)).toEqual([...values].sort(byValue).slice(0, count))
    }
  })

  it('gives nothing of nothing', () => {
    expect(smallest([], 5, byValue)).toEqual([])
  })
})
