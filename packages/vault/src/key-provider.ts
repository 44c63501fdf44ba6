/** Whose data key it is. A provider that can authenticate additional data binds the wrapped key to it. */
export interface KeyContext {
  /** The reference of the credentials that the data key seals. */
  readonly ref: string
}

/** A data key as it is stored. */
export interface WrappedKey {
  /** The key that wrapped it, version included where keys have versions; given back to {@link KeyProvider.unwrap}. */
  readonly keyId: string
  /** Opaque to the vault; at most a few kilobytes. */
  readonly wrapped: Uint8Array
}

/**
 * Wraps data keys with keys of the host: a key file, an environment key, or a key management service. The README says
 * which call of which service does what.
 *
 * `unwrap` throws a `CredentialError` where no key will ever open this data key: changed bytes, other context, a key that was
 * destroyed; somebody then has to connect again. A `ConfigError` or `PermissionError` says that the provider is set up
 * wrongly or lacks the key, everything else that it cannot be reached: both are the operator's to mend, and are tried again
 * later. Messages are for the operator: they may name keys and places, and stand in no report.
 */
export interface KeyProvider {
  /** The key that would wrap now: what {@link WrappedKey.keyId} of a new data key will say. */
  currentKeyId(signal?: AbortSignal): Promise<string> | string
  /** Wraps 32 bytes. The vault overwrites them afterwards: keep no reference to them. */
  wrap(dataKey: Uint8Array, context: KeyContext, signal?: AbortSignal): Promise<WrappedKey>
  /** Gives back the 32 bytes, in memory of their own: the vault overwrites them after use. */
  unwrap(
    wrapped: Uint8Array,
    context: KeyContext & { readonly keyId: string },
    signal?: AbortSignal,
  ): Promise<Uint8Array>
}
