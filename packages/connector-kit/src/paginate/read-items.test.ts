import { ContractError } from '@opencasb/core'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { readItems } from './read-items.ts'

const schema = z.object({ id: z.number(), role: z.string().optional() })

it('[F44] fields that are new are ignored, those that went away are told by place', () => {
  const { items, unreadable } = readItems(schema, [{ id: 1, brandNew: true }, { role: 'admin' }])
  expect(items).toEqual([{ id: 1 }])
  expect(unreadable).toEqual([
    { reason: 'unexpected-answer', message: 'The item does not have the expected shape: at id' },
  ])
})

it('[F35] the message never holds a value', () => {
  const { unreadable } = readItems(schema, [{ id: 'canary', role: 5 }], (value) => (value as { id: string }).id)
  expect(unreadable[0]?.key).toBe('canary')
  expect(unreadable[0]?.message).not.toContain('canary')
})

it('a key that cannot be told is left out', () => {
  const { unreadable } = readItems(schema, [null], (value) => (value as { id: string }).id)
  expect(unreadable[0]).not.toHaveProperty('key')
})

it("an asynchronous schema is the connector's mistake", () => {
  const slow = z.object({ id: z.number() }).refine(async () => true)
  expect(() => readItems(slow, [{ id: 1 }])).toThrow(ContractError)
})
