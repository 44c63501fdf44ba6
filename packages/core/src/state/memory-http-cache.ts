import type { CachedAnswer, HttpCache } from '../contract/http-cache.ts'

/** Characters of bodies and headers kept for each integration. */
const capacity = 32 * 1024 * 1024

/**
 * Answers in memory. A full cache takes nothing new: scans ask for the same answers in the same order each time, so
 * throwing out the oldest would throw out each answer just before it is asked for.
 */
export function memoryHttpCache(): HttpCache {
  const answers = new Map<string, CachedAnswer>()
  let size = 0

  return {
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
