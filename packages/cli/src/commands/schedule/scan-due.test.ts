import { createMemoryState, type Integration, type Scanner, StateError } from '@opencasb/core'
import { sampleReport } from '@opencasb/testkit'
import { expect, it } from 'vitest'
import { scanDue } from './scan-due.ts'

function integration(id: string): Integration {
  return {
    ...{ id, connector: 'toy', name: id, config: {}, authKind: 'token', credentialRef: id },
    createdAt: '2026-01-01T00:00:00.000Z',
  }
}

/** A scanner whose scan of `bad` rejects. */
function scannerThat(error: unknown, left: readonly string[]) {
  const scanned: string[] = []
  const scanner = {
    due: async ({ integration: id = '' } = {}) => [integration(id)],
    integrations: { get: async (id: string) => (left.includes(id) ? integration(id) : undefined) },
    outbox: { deliver: async () => 0 },
    async scan(id: string) {
      if (id === 'bad') throw error
      scanned.push(id)
      return sampleReport()
    },
  } as unknown as Scanner
  return { scanner, scanned }
}

async function run(error: unknown, left: readonly string[]) {
  const { scanner, scanned } = scannerThat(error, left)
  const notes: string[] = []
  const code = await scanDue(scanner, createMemoryState(), {
    due: ['a', 'bad', 'c'].map(integration),
    concurrency: 1,
    signal: new AbortController().signal,
    skipped: ({ name }, why) => notes.push(`${name} ${why}`),
  })
  return { code, scanned, notes }
}

it('scans the others where one cannot be scanned, says so, and has failed', async () => {
  const error = new StateError('The database is away.', { reason: 'unavailable' })
  expect(await run(error, ['a', 'bad', 'c'])).toEqual({
    code: 4,
    scanned: ['a', 'c'],
    notes: ['bad could not be scanned: The database is away'],
  })
})

it('has not failed where one was removed between the look and the scan', async () => {
  expect(await run(new Error('there is none'), ['a', 'c'])).toEqual({
    code: 0,
    scanned: ['a', 'c'],
    notes: ['bad was removed meanwhile'],
  })
})
