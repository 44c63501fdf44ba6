import type { SealedRecord } from '@opencasb/core'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** Sealed credentials as their table has them. */
export interface SealedRow {
  readonly ref: string
  readonly version: string
  readonly key_id: string
  readonly wrapped_key: Uint8Array
  readonly sealed: Uint8Array
  readonly updated_at: string
}

/** The columns of {@link SealedRow}. */
export const sealedColumns: string = 'ref, version, key_id, wrapped_key, sealed, updated_at'

/** What is stored of sealed credentials, in the order of {@link sealedColumns}. */
export function sealedValues(record: SealedRecord): (string | Uint8Array)[] {
  const { ref, version, keyId, wrappedKey, sealed, updatedAt } = record
  return [toStoredText(ref), toStoredText(version), toStoredText(keyId), wrappedKey, sealed, updatedAt]
}

/** The sealed credentials in a row. */
export function toSealedRecord(row: SealedRow): SealedRecord {
  return {
    ref: fromStoredText(row.ref),
    version: fromStoredText(row.version),
    keyId: fromStoredText(row.key_id),
    wrappedKey: Uint8Array.from(row.wrapped_key),
    sealed: Uint8Array.from(row.sealed),
    updatedAt: row.updated_at,
  }
}
