import type { Secret } from '@opencasb/core'

/** A token with which requests are signed. Compared by identity: a renewed token is another object. */
export interface AccessToken {
  readonly value: Secret
  /** When it ends on the clock's monotonic time; absent where nobody tells. */
  readonly endsAtMonotonic?: number
  /** When it ends, wall clock. */
  readonly expiresAt?: Date
}

/** Where tokens come from. One source is shared by all requests of a credential. */
export interface TokenSource {
  /**
   * A token that is good for a while, fetched or renewed where needed; all waiters share one fetch.
   * @throws CredentialError where the credential is refused for good, ProviderError where the token endpoint fails
   */
  token(signal: AbortSignal): Promise<AccessToken>
  /**
   * A newer token than the refused one; all waiters share one fetch.
   * @throws CredentialError where there can be none
   */
  renew(refused: AccessToken, signal: AbortSignal): Promise<AccessToken>
}
