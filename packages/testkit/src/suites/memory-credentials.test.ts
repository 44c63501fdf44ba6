import { createMemoryCredentials } from '@opencasb/core'
import { describe, it } from 'vitest'
import { credentialStoreConformance } from './credential-store-conformance.ts'

describe('credentials in memory', () => {
  credentialStoreConformance({ create: createMemoryCredentials, describe, it })
})
