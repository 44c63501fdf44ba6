import type { Secret } from '../model/secret.ts'

/** Credentials as they are stored: the way to sign in, open fields, secret fields. */
export interface StoredCredentials {
  readonly kind: string
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, Secret>>
}

/** Credentials with the version that {@link CredentialStore.replace} compares. */
export interface VersionedCredentials {
  readonly credentials: StoredCredentials
  readonly version: string
}

/**
 * Where credentials are kept. Hosts bring their own vault by implementing these four calls. References that begin with
 * `connect:` belong to attempts to connect, and may be erased an hour after they were written.
 */
export interface CredentialStore {
  read(ref: string, signal?: AbortSignal): Promise<VersionedCredentials | undefined>
  write(ref: string, credentials: StoredCredentials, signal?: AbortSignal): Promise<void>
  /**
   * Replaces only if the stored version is still the one given: refresh tokens rotate, and of two workers that refresh
   * at once only one may win.
   */
  replace(ref: string, next: StoredCredentials, ifVersion: string, signal?: AbortSignal): Promise<boolean>
  destroy(ref: string, signal?: AbortSignal): Promise<void>
}

/** The credentials of one integration, as its connector sees them. */
export interface CredentialHandle {
  readonly kind: string
  read(signal?: AbortSignal): Promise<VersionedCredentials>
  replace(next: StoredCredentials, ifVersion: string, signal?: AbortSignal): Promise<boolean>
  /**
   * Runs the work while nobody else, here or in another process, runs such work for the same credentials. A refresh
   * token that rotates is read, used and replaced inside of it.
   */
  exclusive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}
