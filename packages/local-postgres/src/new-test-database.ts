import { inject } from 'vitest'
import { createDatabase } from './create-database.ts'
import type {} from './vitest-global-setup.ts'

/** Makes an empty database on the server that all tests of a run share, and returns its address. */
export async function newTestDatabase(): Promise<string> {
  const door = inject('postgresDoor')
  if (!door) throw new Error('Add vitest-global-setup.ts of @opencasb/local-postgres to globalSetup of the tests.')
  const response = await fetch(door)
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return createDatabase(text)
}
