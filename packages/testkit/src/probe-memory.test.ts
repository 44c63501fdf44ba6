import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { probeMemory } from './probe-memory.ts'

const mebibyte = 2 ** 20

/** Fills about so many MiB of the heap. */
function fill(mebibytes: number): unknown[] {
  return Array.from({ length: (mebibytes * mebibyte) / 64 }, (_, index) => ({ index, half: index / 2 + 0.1 }))
}

describe('probeMemory', () => {
  it('sees what is held at the worst moment, and that it is gone afterwards', async () => {
    const usage = await probeMemory(async (sample) => {
      const held = fill(32)
      sample()
      return held.length
    })
    expect(usage.result).toBe((32 * mebibyte) / 64)
    expect(usage.peakHeap).toBeGreaterThan(16 * mebibyte)
    expect(usage.retainedHeap).toBeLessThan(8 * mebibyte)
  })

  it('does not count garbage', async () => {
    const usage = await probeMemory(
      async () => {
        for (let turn = 0; turn < 20; turn += 1) {
          fill(4)
          await delay(1)
        }
      },
      { everyMs: 5 },
    )
    expect(usage.peakHeap).toBeLessThan(16 * mebibyte)
  })

  it('stops sampling when the function fails', async () => {
    const failing = probeMemory(async () => {
      throw new Error('broken')
    })
    await expect(failing).rejects.toThrow('broken')
  })
})
