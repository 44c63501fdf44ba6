import { OpenCasbError, ProviderError, type SealedRecord, type SealedStore } from '@opencasb/core'
import type { KeyProvider } from './key-provider.ts'
import { rewrappedVersion } from './record-version.ts'

/** Credentials whose data key could not be wrapped anew; they are as they were. */
export interface RotationFailure {
  readonly ref: string
  readonly error: OpenCasbError
}

/** What a rotation did. */
export interface Rotation {
  /** The key that wraps now. */
  readonly keyId: string
  /** Data keys that it wrapped. */
  readonly rewrapped: number
  /** Those that it could not. Older keys can be given up once there are none. */
  readonly failed: readonly RotationFailure[]
}

/** Records that are worked on at once: a key management service takes some milliseconds for each. */
const pageSize = 16

/** Wraps the data keys of all records that another key than the current one wraps. */
export async function rotateRecords(store: SealedStore, keys: KeyProvider, signal?: AbortSignal): Promise<Rotation> {
  signal?.throwIfAborted()
  const keyId = await keys.currentKeyId(signal)
  const failed: RotationFailure[] = []
  let rewrapped = 0
  let after: string | undefined

  for (;;) {
    const page = await store.list({ limit: pageSize, exceptKeyId: keyId, ...(after !== undefined && { after }) })
    const outcomes = await Promise.allSettled(page.map((record) => rewrap(store, keys, record, keyId, signal)))
    signal?.throwIfAborted()
    for (const [n, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') rewrapped += outcome.value ? 1 : 0
      else failed.push(failure(page[n]?.ref ?? '', outcome.reason))
    }
    after = page.at(-1)?.ref
    if (page.length < pageSize) return { keyId, rewrapped, failed }
  }
}

/** Says whether it did: not where somebody else replaced, destroyed or re-wrapped the record meanwhile. */
async function rewrap(
  store: SealedStore,
  keys: KeyProvider,
  listed: SealedRecord,
  current: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const { ref } = listed
  let record: SealedRecord | undefined = listed
  while (record && record.keyId !== current) {
    const dataKey = await keys.unwrap(record.wrappedKey, { ref, keyId: record.keyId }, signal)
    try {
      const { keyId, wrapped } = await keys.wrap(dataKey, { ref }, signal)
      signal?.throwIfAborted()
      const next: SealedRecord = { ...record, version: rewrappedVersion(record), keyId, wrappedKey: wrapped }
      if (await store.put(next, record.version)) return true
    } finally {
      dataKey.fill(0)
    }
    record = await store.get(ref)
  }
  return false
}

/** @throws what concerns every record: then there is no use in going on */
function failure(ref: string, error: unknown): RotationFailure {
  if (!OpenCasbError.is(error) || ProviderError.is(error) || error.code === 'state') throw error
  return { ref, error }
}
