import type { CommitBatch } from '@opencasb/core'
import { createPostgresState } from '@opencasb/store-postgres'
import pg from 'pg'
import { commitAll } from './scan-batches.ts'
import type { WriteRound } from './sqlite-writes.ts'
import { findingColumns, historyColumns, inBatches, type StoredRow, type WrittenBatch } from './written-rows.ts'

/** The same as with SQLite, in two schemas of one database. */
export async function postgresWrites(
  batches: readonly CommitBatch[],
  connectionString: string,
  round: number,
): Promise<WriteRound> {
  const [written, bare] = [`store_${round}`, `bare_${round}`]
  const state = await createPostgresState({ connectionString, schema: written })
  const storeMs = await commitAll(state, batches)
  await state.close()
  const empty = await createPostgresState({ connectionString, schema: bare })
  await empty.close()
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const all = async (sql: string): Promise<StoredRow[]> => (await client.query<StoredRow>(sql)).rows
    const findings = await all(`select ${findingColumns.join(', ')} from ${written}.finding order by id`)
    const history = await all(`select ${historyColumns.join(', ')} from ${written}.finding_history order by finding_id`)
    const sizes = batches.flatMap(({ findings }) => (findings?.length ? [findings.length] : []))
    const bareMs = await insertAll(client, bare, inBatches(findings, history, sizes))
    await client.query(`drop schema ${written} cascade; drop schema ${bare} cascade`)
    return { storeMs, bareMs }
  } finally {
    await client.end()
  }
}

const bigints = new Set(['integration_id', 'resource_id', 'partition_id', 'words_id'])
const integers = new Set(['severity', 'misses', 'revision'])

function arraysOf(columns: readonly string[], first: number): string {
  const typeOf = (column: string): string =>
    bigints.has(column) ? 'bigint' : integers.has(column) ? 'integer' : 'text'
  return columns.map((column, at) => `$${at + first}::${typeOf(column)}[]`).join(', ')
}

/** One transaction per batch with two prepared statements: all findings, and all lines of their history. */
async function insertAll(client: pg.Client, schema: string, batches: readonly WrittenBatch[]): Promise<number> {
  const putFindings = `insert into ${schema}.finding(${findingColumns.join(', ')})
    select * from unnest(${arraysOf(findingColumns, 1)}) returning id`
  const putHistory = `insert into ${schema}.finding_history(integration_id, finding_id, ${historyColumns.join(', ')})
    select * from unnest($1::bigint[], $2::bigint[], ${arraysOf(historyColumns, 3)})`
  const columnOf = (rows: readonly StoredRow[], column: string) => rows.map((row) => row[column] ?? null)
  const given = batches.map(({ findings, history }) => ({
    findings: findingColumns.map((column) => columnOf(findings, column)),
    history: historyColumns.map((column) => columnOf(history, column)),
  }))
  const start = performance.now()
  for (const { findings, history } of given) {
    await client.query('begin')
    const { rows } = await client.query<{ id: string }>({ name: 'findings', text: putFindings, values: findings })
    const ids = rows.map(({ id }) => id)
    await client.query({ name: 'history', text: putHistory, values: [findings[0], ids, ...history] })
    await client.query('commit')
  }
  return performance.now() - start
}
