import type { CredentialHandle, StoredCredentials } from '@opencasb/core'

/** Credentials that several workers hold a handle of. */
export interface SharedCredentials {
  /** A worker's own handle. */
  handle(): CredentialHandle
}

/** Keeps credentials with versions and one lock, as a store with leases does for workers. */
export function createSharedCredentials(first: StoredCredentials): SharedCredentials {
  let current = first
  let version = 1
  let turn: Promise<unknown> = Promise.resolve()
  return {
    handle: () => ({
      kind: first.kind,
      read: async () => ({ credentials: current, version: String(version) }),
      replace: async (next, ifVersion) => {
        if (ifVersion !== String(version)) return false
        current = next
        version += 1
        return true
      },
      exclusive: (work) => {
        const mine = turn.then(work)
        turn = mine.catch(() => undefined)
        return mine
      },
    }),
  }
}
