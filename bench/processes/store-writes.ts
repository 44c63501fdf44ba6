import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answer, inputOf } from './meter.ts'
import { postgresWrites } from './stores/postgres-writes.ts'
import { scanBatches } from './stores/scan-batches.ts'
import { sqliteWrites, type WriteRound } from './stores/sqlite-writes.ts'

/** How much is written, and where. */
export interface StoreWritesInput {
  readonly findings: number
  readonly rounds: number
  /** A PostgreSQL database; SQLite when absent. */
  readonly connectionString?: string
}

/** What the rounds took. */
export interface StoreWritesOutput {
  readonly rounds: readonly WriteRound[]
}

const { findings, rounds, connectionString } = inputOf<StoreWritesInput>()
const batches = await scanBatches(findings)
const folder = mkdtempSync(join(tmpdir(), 'opencasb-writes-'))
const measured: WriteRound[] = []
try {
  // The first round warms both up.
  for (let round = 0; round <= rounds; round++) {
    const took =
      connectionString === undefined
        ? await sqliteWrites(batches, folder, round)
        : await postgresWrites(batches, connectionString, round)
    if (round > 0) measured.push(took)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
answer({ rounds: measured } satisfies StoreWritesOutput)
