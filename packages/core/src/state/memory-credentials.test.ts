import { createFakeClock } from '@opencasb/testkit'
import { expect, it } from 'vitest'
import { createMemoryCredentials } from './memory-credentials.ts'

const stored = { kind: 'token', fields: {}, secrets: {} }

it('forgets attempts to connect from which nobody came back for an hour, and nothing else', async () => {
  const clock = createFakeClock({ auto: false })
  const credentials = createMemoryCredentials({ clock })
  await credentials.write('connect:early', stored)
  await credentials.write('one', stored)
  await clock.advance(30 * 60_000)
  await credentials.write('connect:late', stored)
  await clock.advance(31 * 60_000)
  await credentials.write('connect:now', stored)
  const refs = ['connect:early', 'connect:late', 'connect:now', 'one']
  const found = await Promise.all(refs.map((ref) => credentials.read(ref)))
  expect(refs.filter((_, at) => found[at] !== undefined)).toEqual(['connect:late', 'connect:now', 'one'])
})
