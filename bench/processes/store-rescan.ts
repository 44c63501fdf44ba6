import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answer, inputOf } from './meter.ts'
import { postgresRescan } from './stores/postgres-rescan.ts'
import type { Rescan } from './stores/rescan.ts'
import { sqliteRescan } from './stores/sqlite-rescan.ts'

/** How large the tenant is, and where it is stored; a page has a hundred assets. */
export interface StoreRescanInput {
  readonly assets: number
  /** A PostgreSQL database; SQLite when absent. */
  readonly connectionString?: string
}

/** What the second scan wrote. */
export type StoreRescanOutput = Rescan

const { assets, connectionString } = inputOf<StoreRescanInput>()
const folder = mkdtempSync(join(tmpdir(), 'opencasb-rescan-'))
let rescan: Rescan
try {
  rescan =
    connectionString === undefined
      ? await sqliteRescan(join(folder, 'rescan.db'), assets)
      : await postgresRescan(connectionString, assets)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
answer(rescan satisfies StoreRescanOutput)
