import { randomBytes } from 'node:crypto'
import {
  type Clock,
  CredentialError,
  type CredentialStore,
  type SealedRecord,
  type SealedStore,
  type StoredCredentials,
  systemClock,
} from '@opencasb/core'
import { askProvider } from './ask-provider.ts'
import { credentialBytes, credentialsFromBytes } from './credential-bytes.ts'
import { eraseOldAttempts, isAttempt } from './erase-old-attempts.ts'
import type { KeyProvider } from './key-provider.ts'
import { keyTrouble } from './key-trouble.ts'
import { credentialVersion, newVersion } from './record-version.ts'
import { type Rotation, rotateRecords } from './rotate-records.ts'
import { keyBytes, openBytes, sealBytes } from './seal-bytes.ts'

/** What {@link createVault} takes. */
export interface VaultOptions {
  /** Where the sealed records are kept: `state.sealed` of a state store. */
  readonly store: SealedStore
  /** Wraps the data keys. */
  readonly keys: KeyProvider
  /** @default the system's */
  readonly clock?: Clock
}

/**
 * A credential store whose records can be read with the key provider only. Its methods reject with a `StateError` of reason
 * `unavailable` where the key provider lacks a key or cannot be used, and with a `CredentialError` where no key opens a record.
 */
export interface Vault extends CredentialStore {
  /**
   * Wraps the data keys of all records with the newest key, while others read and write. What is wrapped by it already
   * is not touched: where a rotation was stopped, the next one goes on.
   * @throws ProviderError where the key provider cannot be reached
   */
  rotate(options?: { readonly signal?: AbortSignal }): Promise<Rotation>
}

const purpose = 'credentials'

function explained(ref: string, signal: AbortSignal | undefined): (error: unknown) => never {
  return (error) => {
    throw signal?.aborted ? signal.reason : keyTrouble(ref, error)
  }
}

/**
 * Makes a credential store that seals what it is given with AES-256-GCM, each write under a data key of its own, which
 * the key provider wraps.
 * @example createVault({ store: state.sealed, keys: keyFile({ path: '/var/lib/acme/opencasb.keys' }) })
 */
export function createVault({ store, keys: given, clock = systemClock }: VaultOptions): Vault {
  const keys = askProvider(given)

  async function seal(ref: string, credentials: StoredCredentials, signal?: AbortSignal): Promise<SealedRecord> {
    const version = newVersion()
    const plain = credentialBytes(credentials)
    const dataKey = randomBytes(keyBytes)
    try {
      const sealed = sealBytes(dataKey, plain, purpose, [ref, version])
      const { keyId, wrapped } = await keys.wrap(dataKey, { ref }, signal).catch(explained(ref, signal))
      return { ref, version, keyId, wrappedKey: wrapped, sealed, updatedAt: new Date(clock.now()).toISOString() }
    } finally {
      dataKey.fill(0)
      plain.fill(0)
    }
  }

  async function open(ref: string, record: SealedRecord, signal?: AbortSignal): Promise<StoredCredentials> {
    const dataKey = await keys
      .unwrap(record.wrappedKey, { ref, keyId: record.keyId }, signal)
      .catch(explained(ref, signal))
    const plain = openBytes(dataKey, record.sealed, purpose, [ref, credentialVersion(record)])
    dataKey.fill(0)
    if (!plain) {
      throw new CredentialError(
        `credentials "${ref}": what is stored cannot be opened: it was changed, damaged, written for another integration or by a newer version. Restore the record from a backup, or reconnect the integration`,
      )
    }
    const credentials = credentialsFromBytes(plain)
    plain.fill(0)
    return credentials
  }

  return {
    async read(ref, signal) {
      signal?.throwIfAborted()
      const record = await store.get(ref)
      if (!record) return undefined
      return { credentials: await open(ref, record, signal), version: credentialVersion(record) }
    },

    async write(ref, credentials, signal) {
      signal?.throwIfAborted()
      if (isAttempt(ref)) await eraseOldAttempts(store, clock)
      const record = await seal(ref, credentials, signal)
      signal?.throwIfAborted()
      await store.put(record)
    },

    async replace(ref, next, ifVersion, signal) {
      signal?.throwIfAborted()
      let record: SealedRecord | undefined
      // A rotation that comes between must not make a worker lose the token that it was just given.
      for (;;) {
        const found = await store.get(ref)
        if (!found || credentialVersion(found) !== ifVersion) return false
        record ??= await seal(ref, next, signal)
        signal?.throwIfAborted()
        if (await store.put(record, found.version)) return true
      }
    },

    async destroy(ref, signal) {
      signal?.throwIfAborted()
      await store.destroy(ref)
    },

    rotate: ({ signal } = {}) => rotateRecords(store, keys, signal),
  }
}
