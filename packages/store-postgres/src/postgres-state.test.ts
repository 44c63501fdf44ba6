import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { stateStoreConformance } from '@opencasb/testkit'
import { beforeAll, describe, it } from 'vitest'
import { createPostgresState } from './postgres-state.ts'

let connectionString = ''
let schemas = 0

beforeAll(async () => {
  connectionString = await newTestDatabase()
})

describe('createPostgresState', () => {
  stateStoreConformance({
    create: ({ clock }) => createPostgresState({ connectionString, clock, schema: `rule ${++schemas}` }),
    describe,
    it,
  })
})
