import { CredentialError, type Secret } from '@opencasb/core'
import type { TokenSource } from './token-source.ts'

/** A token that never changes: a personal access token, an API key. Once refused there is no other. */
export function createStaticTokenSource(token: Secret): TokenSource {
  const only = Promise.resolve({ value: token })
  return {
    token: () => only,
    renew: () => Promise.reject(new CredentialError('The vendor does not accept the token: give a new one')),
  }
}
