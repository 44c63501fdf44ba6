import type { FindingChange } from '@opencasb/core'
import { describe, it } from 'vitest'
import { findingSinkConformance } from './finding-sink-conformance.ts'

describe('a sink that keeps what it gets', () => {
  findingSinkConformance({
    create() {
      const received: FindingChange[] = []
      return {
        sink: {
          name: 'array',
          async write(changes, { signal }) {
            signal.throwIfAborted()
            received.push(...changes)
          },
        },
        received: async () => received,
      }
    },
    describe,
    it,
  })
})

describe('a sink that cannot be read back', () => {
  findingSinkConformance({
    create: () => ({ sink: { name: 'nowhere', write: async (_, { signal }) => signal.throwIfAborted() } }),
    describe,
    it,
  })
})
