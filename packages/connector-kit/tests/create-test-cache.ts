import type { CachedAnswer, HttpCache } from '@opencasb/core'

/** A cache in memory whose entries tests can look at and spoil. */
export interface TestCache extends HttpCache {
  readonly entries: Map<string, CachedAnswer>
}

/** Makes an empty cache. */
export function createTestCache(): TestCache {
  const entries = new Map<string, CachedAnswer>()
  return {
    entries,
    get: async (key) => entries.get(key),
    set: async (key, answer) => {
      entries.set(key, answer)
    },
  }
}
