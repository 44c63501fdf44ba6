import type { SealedRecord, SealedStore } from '../contract/sealed-store.ts'
import { compareText } from './compare-text.ts'

/** Keeps sealed credentials as long as the process lives. */
export function memorySealed(): SealedStore {
  const records = new Map<string, SealedRecord>()
  return {
    async get(ref) {
      const record = records.get(ref)
      return record && copy(record)
    },
    async put(record, ifVersion) {
      if (ifVersion !== undefined && records.get(record.ref)?.version !== ifVersion) return false
      records.set(record.ref, copy(record))
      return true
    },
    async destroy(ref) {
      records.delete(ref)
    },
    async list({ after, limit, exceptKeyId }) {
      return [...records.values()]
        .filter(({ ref, keyId }) => (after === undefined || compareText(ref, after) > 0) && keyId !== exceptKeyId)
        .sort((a, b) => compareText(a.ref, b.ref))
        .slice(0, limit)
        .map(copy)
    },
  }
}

/** Callers wipe their bytes when they are done. */
function copy(record: SealedRecord): SealedRecord {
  return { ...record, wrappedKey: new Uint8Array(record.wrappedKey), sealed: new Uint8Array(record.sealed) }
}
