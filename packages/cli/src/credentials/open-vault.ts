import { CredentialError, type CredentialStore, type StateStore } from '@opencasb/core'
import type { KeyProvider } from '@opencasb/vault'

/**
 * The sealed credentials in a database. Without keys they cannot be read, but still be destroyed.
 * @param keys `undefined` where the command reads no credential
 */
export async function openVault(state: StateStore, keys: KeyProvider | undefined): Promise<CredentialStore> {
  const { createVault } = await import('@opencasb/vault')
  return createVault({ store: state.sealed, keys: keys ?? noKeys })
}

const noKeys: KeyProvider = { currentKeyId: refuse, wrap: refuse, unwrap: refuse }

function refuse(): never {
  throw new CredentialError('--vault-keys: stored credentials are sealed, and no key was given')
}
