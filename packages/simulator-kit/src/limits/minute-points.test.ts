import { describe, expect, it } from 'vitest'
import { MinutePoints } from './minute-points.ts'

describe('points per minute', () => {
  it('are full after as many as the limit, and room comes back a minute after they were used', () => {
    const points = new MinutePoints()
    const start = Date.UTC(2026, 0, 1)
    for (let at = 0; at < 10; at++) expect(points.take(1, 10, start + at * 1000)).toBeUndefined()
    expect(points.take(1, 10, start + 9_500)).toEqual({ waitSeconds: 51 })
    expect(points.take(5, 10, start + 9_500)).toEqual({ waitSeconds: 55 })
    expect(points.take(1, 10, start + 60_000)).toBeUndefined()
    expect(points.take(1, 10, start + 60_500)).toEqual({ waitSeconds: 1 })
  })

  it('are forgotten after a long pause', () => {
    const points = new MinutePoints()
    points.take(10, 10, 1_000_000)
    expect(points.take(10, 10, 5_000_000)).toBeUndefined()
  })

  it('survive a clock that was set back', () => {
    const points = new MinutePoints()
    points.take(1, 2, 2_000_000)
    expect(points.take(1, 2, 1_000_000)).toBeUndefined()
    expect(points.take(1, 2, 1_000_000)).toBeDefined()
  })
})
