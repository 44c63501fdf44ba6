import { createMemoryState } from '@opencasb/core'
import { describe, it } from 'vitest'
import { stateStoreConformance } from './state-store-conformance.ts'

describe('the state in memory', () => {
  stateStoreConformance({ create: createMemoryState, describe, it })
})
