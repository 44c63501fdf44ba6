import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { CommitBatch } from '@opencasb/core'
import { createSqliteState } from '@opencasb/store-sqlite'
import { findingColumnsOf, openBare } from './bare-sqlite.ts'
import { commitAll } from './scan-batches.ts'
import { historyColumns, inBatches, type StoredRow, type WrittenBatch } from './written-rows.ts'

/** What one round of both ways took, in milliseconds. */
export interface WriteRound {
  readonly storeMs: number
  readonly bareMs: number
}

/** Writes the batches with the store, then the rows that this made with a bare insert, each into a new file. */
export async function sqliteWrites(
  batches: readonly CommitBatch[],
  folder: string,
  round: number,
): Promise<WriteRound> {
  const path = `${folder}/store-${round}.db`
  const state = createSqliteState({ path })
  const storeMs = await commitAll(state, batches)
  await state.close()
  const sizes = batches.flatMap(({ findings }) => (findings?.length ? [findings.length] : []))
  const rows = readBack(path, sizes)
  const barePath = `${folder}/bare-${round}.db`
  // Makes the same tables and indexes.
  const empty = createSqliteState({ path: barePath })
  await empty.integrations.list()
  await empty.close()
  const bareMs = insertAll(barePath, rows)
  for (const file of [path, barePath]) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  return { storeMs, bareMs }
}

function readBack(path: string, sizes: readonly number[]): readonly WrittenBatch[] {
  const database = new DatabaseSync(path)
  const all = (sql: string): StoredRow[] => database.prepare(sql).all() as StoredRow[]
  const findings = all(`select ${findingColumnsOf(database).join(', ')} from finding order by id`)
  const history = all(`select ${historyColumns.join(', ')} from finding_history order by finding_id`)
  database.close()
  return inBatches(findings, history, sizes)
}

/** One transaction per batch, prepared statements, values that are ready: nothing is looked up, compared or serialised. */
function insertAll(path: string, batches: readonly WrittenBatch[]): number {
  const database = openBare(path)
  const findingColumns = findingColumnsOf(database)
  const places = (columns: readonly string[]): string => columns.map(() => '?').join(', ')
  const finding = database.prepare(
    `insert into finding(${findingColumns.join(', ')}) values(${places(findingColumns)})`,
  )
  const ofFinding = ['integration_id', 'finding_id', ...historyColumns]
  const line = database.prepare(`insert into finding_history(${ofFinding.join(', ')}) values(${places(ofFinding)})`)
  const given = batches.map(({ findings, history }) =>
    findings.map((row, at) => ({
      owner: row['integration_id'] ?? null,
      finding: findingColumns.map((column) => row[column] ?? null),
      line: historyColumns.map((column) => history[at]?.[column] ?? null),
    })),
  )
  const start = performance.now()
  for (const batch of given) {
    database.exec('begin immediate')
    for (const row of batch) {
      const { lastInsertRowid } = finding.run(...row.finding)
      line.run(row.owner, lastInsertRowid, ...row.line)
    }
    database.exec('commit')
  }
  const took = performance.now() - start
  database.close()
  return took
}
