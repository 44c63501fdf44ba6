import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stateStoreConformance } from '@opencasb/testkit'
import { afterAll, describe, it } from 'vitest'
import { createSqliteState } from './sqlite-state.ts'

const folder = mkdtempSync(join(tmpdir(), 'opencasb-'))
let databases = 0

afterAll(() => rmSync(folder, { recursive: true }))

describe('the state in SQLite', () => {
  stateStoreConformance({
    create: ({ clock }) => createSqliteState({ path: join(folder, `${databases++}.db`), clock }),
    describe,
    it,
  })
})
