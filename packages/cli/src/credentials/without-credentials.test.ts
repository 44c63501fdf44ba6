import { setImmediate } from 'node:timers/promises'
import type { Integration, StateStore } from '@opencasb/core'
import { expect, it } from 'vitest'
import { withoutCredentials } from './without-credentials.ts'

it('finds those without credentials, several at once and never all', async () => {
  const integrations = Array.from({ length: 100 }, (_, index) => ({ id: `i${index}`, credentialRef: `c${index}` }))
  const asked: string[] = []
  let [busy, busiest] = [0, 0]
  const sealed = {
    async get(id: string) {
      asked.push(id)
      busiest = Math.max(busiest, ++busy)
      await setImmediate()
      busy--
      return id.endsWith('7') ? undefined : {}
    },
  } as unknown as StateStore['sealed']
  const found = await withoutCredentials(integrations as unknown as Integration[], { sealed })
  expect([...found].sort()).toEqual(['i17', 'i27', 'i37', 'i47', 'i57', 'i67', 'i7', 'i77', 'i87', 'i97'])
  expect(new Set(asked).size).toBe(100)
  expect(asked).toHaveLength(100)
  expect(busiest).toBe(16)
})
