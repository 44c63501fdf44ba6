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

describe('a durable sink whose receiver can be down', () => {
  findingSinkConformance({
    create() {
      const received: FindingChange[] = []
      let isDown = false
      return {
        sink: {
          name: 'receiver',
          durable: { batch: 1, concurrency: 4 },
          async write(changes, { signal }) {
            signal.throwIfAborted()
            if (isDown) throw new Error('down')
            received.push(...changes)
          },
          healthChanged: async () => undefined,
        },
        received: async () => received,
        refuse: async () => {
          isDown = true
          return async () => {
            isDown = false
          }
        },
      }
    },
    describe,
    it,
  })
})
