import type { CredentialStore, StoredCredentials } from '../contract/credentials.ts'

/** Makes a credential store that lives as long as the process: for tests, trials and one-off scans. */
export function createMemoryCredentials(): CredentialStore {
  const stored = new Map<string, { readonly credentials: StoredCredentials; readonly version: string }>()
  let versions = 0
  const put = (ref: string, { kind, fields, secrets }: StoredCredentials): void => {
    versions += 1
    const credentials = { kind, fields: { ...fields }, secrets: { ...secrets } }
    stored.set(ref, { credentials, version: String(versions) })
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
