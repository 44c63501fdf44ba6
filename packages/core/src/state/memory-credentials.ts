import type { Clock } from '../clock/clock.ts'
import { systemClock } from '../clock/system-clock.ts'
import type { CredentialStore, StoredCredentials } from '../contract/credentials.ts'

/** Attempts to connect from which nobody came back are forgotten after it. */
const attemptMs = 60 * 60 * 1000

interface Entry {
  readonly credentials: StoredCredentials
  readonly version: string
  readonly writtenAt: number
}

/** Makes a credential store that lives as long as the process: for tests, trials and one-off scans. */
export function createMemoryCredentials({ clock = systemClock }: { readonly clock?: Clock } = {}): CredentialStore {
  const stored = new Map<string, Entry>()
  let versions = 0
  const forgetAttempts = (now: number): void => {
    for (const [ref, { writtenAt }] of stored) {
      if (ref.startsWith('connect:') && writtenAt < now - attemptMs) stored.delete(ref)
    }
  }
  const put = (ref: string, { kind, fields, secrets }: StoredCredentials): void => {
    versions += 1
    const credentials = { kind, fields: { ...fields }, secrets: { ...secrets } }
    const writtenAt = clock.now()
    stored.set(ref, { credentials, version: String(versions), writtenAt })
    if (ref.startsWith('connect:')) forgetAttempts(writtenAt)
  }

  return {
    async read(ref, signal) {
      signal?.throwIfAborted()
      return stored.get(ref)
    },
    async write(ref, credentials, signal) {
      signal?.throwIfAborted()
      put(ref, credentials)
    },
    async replace(ref, next, ifVersion, signal) {
      signal?.throwIfAborted()
      if (stored.get(ref)?.version !== ifVersion) return false
      put(ref, next)
      return true
    },
    async destroy(ref, signal) {
      signal?.throwIfAborted()
      stored.delete(ref)
    },
  }
}
