import type { Clock } from '../clock/clock.ts'
import type { Lease, LeaseStore } from '../contract/state.ts'

/** Leases in memory: they tell the scans of one process apart. */
export interface MemoryLeases extends LeaseStore {
  /** The fence of the newest owner; `undefined` where there never was one. */
  fence(key: string): number | undefined
  /** Forgets the key; a later owner still gets a greater fence. */
  forget(key: string): void
}

/** Makes leases that end by the given clock. */
export function memoryLeases(clock: Clock): MemoryLeases {
  const owners = new Map<string, { fence: number; until: number }>()
  // One counter for all keys, so that a key which was forgotten does not begin anew.
  let fences = 0

  return {
    fence: (key) => owners.get(key)?.fence,
    forget: (key) => void owners.delete(key),
    async revoke(key) {
      fences += 1
      if (owners.has(key)) owners.set(key, { fence: fences, until: Number.NEGATIVE_INFINITY })
    },
    async acquire(key, ttlMs) {
      const before = owners.get(key)
      if (before && before.until > clock.monotonic()) return undefined
      fences += 1
      const fence = fences
      owners.set(key, { fence, until: clock.monotonic() + ttlMs })
      let released = false
      const lease: Lease = {
        key,
        fence,
        async renew(ms) {
          const owner = owners.get(key)
          if (released || owner?.fence !== fence) return false
          owner.until = clock.monotonic() + ms
          return true
        },
        async release() {
          const owner = owners.get(key)
          released = true
          if (owner?.fence === fence) owners.delete(key)
        },
      }
      return lease
    },
  }
}
