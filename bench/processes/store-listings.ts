import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answer, inputOf } from './meter.ts'
import type { ListingCost } from './stores/compare-listings.ts'
import { postgresListings } from './stores/postgres-listings.ts'
import { sqliteListings } from './stores/sqlite-listings.ts'

/** How many findings there are, and where. */
export interface StoreListingsInput {
  readonly findings: number
  /** A PostgreSQL database; SQLite when absent. */
  readonly connectionString?: string
}

/** What pages cost. */
export interface StoreListingsOutput {
  /** Over all integrations, then of one. */
  readonly costs: readonly ListingCost[]
}

const { findings, connectionString } = inputOf<StoreListingsInput>()
const folder = mkdtempSync(join(tmpdir(), 'opencasb-listings-'))
let costs: readonly ListingCost[]
try {
  costs =
    connectionString === undefined
      ? await sqliteListings(join(folder, 'findings.db'), findings)
      : await postgresListings(connectionString, findings)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
answer({ costs } satisfies StoreListingsOutput)
