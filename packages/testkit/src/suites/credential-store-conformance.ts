import type { CredentialStore } from '@opencasb/core'
import { credentialRules } from './credentials/credential-rules.ts'
import type { TestRunner } from './rule.ts'

/** What {@link credentialStoreConformance} takes. */
export interface CredentialStoreConformance extends TestRunner {
  /** Makes an empty store. Called for each rule. */
  create(): CredentialStore | Promise<CredentialStore>
  /** Cleans up after each rule. */
  dispose?(store: CredentialStore): Promise<void>
}

/**
 * Declares the tests that every credential store must pass.
 * @example credentialStoreConformance({ create: () => createMemoryCredentials(), describe, it })
 */
export function credentialStoreConformance(options: CredentialStoreConformance): void {
  options.describe(credentialRules.name, () => {
    for (const rule of credentialRules.rules) {
      options.it(rule.title, async () => {
        const store = await options.create()
        try {
          await rule.check(store)
        } finally {
          await options.dispose?.(store)
        }
      })
    }
  })
}
