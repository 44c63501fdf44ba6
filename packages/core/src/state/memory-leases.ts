import type { Clock } from '../clock/clock.ts'
import type { Lease, LeaseStore } from '../contract/state.ts'

/** Leases in memory: they tell the scans of one process apart. */
export interface MemoryLeases extends LeaseStore {
  /** The fence of the newest owner; `undefined` where there never was one. */
  fence(key: string): number | undefined
}

/** Makes leases that end by the given clock. */
export function memoryLeases(clock: Clock): MemoryLeases {
  const owners = new Map<string, { fence: number; until: number }>()

  return {
    fence: (key) => owners.get(key)?.fence,
    async acquire(key, ttlMs) {
      const before = owners.get(key)
      if (before && before.until > clock.monotonic()) return undefined
      const fence = (before?.fence ?? 0) + 1
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
          if (owner?.fence === fence) owner.until = Number.NEGATIVE_INFINITY
        },
      }
      return lease
    },
  }
}
