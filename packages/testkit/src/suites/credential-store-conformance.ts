import type { CredentialStore } from '@opencasb/core'
import { atRestRules } from './credentials/at-rest-rules.ts'
import { credentialRules } from './credentials/credential-rules.ts'
import type { TestRunner } from './rule.ts'

/** What {@link credentialStoreConformance} takes. */
export interface CredentialStoreConformance extends TestRunner {
  /** Makes an empty store. Called for each rule. */
  create(): CredentialStore | Promise<CredentialStore>
  /** Cleans up after each rule. */
  dispose?(store: CredentialStore): Promise<void>
  /**
   * Reads everything that the store has written: values, files, logs, each as one piece. With it, secrets are looked for
   * in what is stored.
   * @default not looked at
   */
  storedBytes?(store: CredentialStore): readonly Uint8Array[] | Promise<readonly Uint8Array[]>
}

/**
 * Declares the tests that every credential store must pass.
 * @example credentialStoreConformance({ create: () => createMemoryCredentials(), describe, it })
 */
export function credentialStoreConformance(options: CredentialStoreConformance): void {
  const { create, dispose, storedBytes, describe, it } = options

  async function withStore(check: (store: CredentialStore) => Promise<void>): Promise<void> {
    const store = await create()
    try {
      await check(store)
    } finally {
      await dispose?.(store)
    }
  }

  describe(credentialRules.name, () => {
    for (const { title, check } of credentialRules.rules) it(title, () => withStore(check))
  })
  if (!storedBytes) return
  describe(atRestRules.name, () => {
    for (const { title, check } of atRestRules.rules) {
      it(title, () => withStore((store) => check({ store, bytes: async () => storedBytes(store) })))
    }
  })
}
