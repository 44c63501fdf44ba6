import type { CachedAnswer, HttpCache } from '../contract/http-cache.ts'

/** Characters of bodies and headers kept for each integration. */
const capacity = 32 * 1024 * 1024

/** A cache that tells how much it holds. */
export interface MemoryHttpCache extends HttpCache {
  /** Answers in it. */
  readonly size: number
}

/**
 * Answers in memory. A full cache takes nothing new: scans ask for the same answers in the same order each time, so
 * throwing out the oldest would throw out each answer just before it is asked for.
 */
export function memoryHttpCache(): MemoryHttpCache {
  const answers = new Map<string, CachedAnswer>()
  let size = 0

  return {
    get size() {
      return answers.size
    },
    async get(key) {
      return answers.get(key)
    },
    async set(key, answer) {
      const before = answers.get(key)
      const left = capacity - size + (before ? sizeOf(before) : 0)
      if (before) answers.delete(key)
      if (sizeOf(answer) <= left) answers.set(key, answer)
      size = capacity - left + (answers.has(key) ? sizeOf(answer) : 0)
    },
  }
}

function sizeOf(answer: CachedAnswer): number {
  const headers = Object.entries(answer.headers)
  return answer.body.length + headers.reduce((sum, [name, value]) => sum + name.length + value.length, 100)
}
