/** Sealed credentials: nothing in it can be read without the key provider. */
export interface SealedRecord {
  readonly ref: string
  /** Differs after each write. */
  readonly version: string
  /** Names the provider's key that wraps the data key. */
  readonly keyId: string
  /** The data key of this record, wrapped. */
  readonly wrappedKey: Uint8Array
  /** Nonce, ciphertext and tag. */
  readonly sealed: Uint8Array
  /** ISO 8601. */
  readonly updatedAt: string
}

/** Where sealed credentials are kept. It never sees a key or a secret. */
export interface SealedStore {
  get(ref: string): Promise<SealedRecord | undefined>
  /** Writes, if asked only where the stored version is `ifVersion`; says whether it did. */
  put(record: SealedRecord, ifVersion?: string): Promise<boolean>
  /** Erases the wrapped key, then the record. Nothing happens where there is none. */
  destroy(ref: string): Promise<void>
  /** In the order of their refs; with `exceptKeyId`, only those wrapped by another key. */
  list(query: {
    readonly after?: string
    readonly limit: number
    readonly exceptKeyId?: string
  }): Promise<readonly SealedRecord[]>
}
