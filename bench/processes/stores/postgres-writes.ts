import type { CommitBatch } from '@opencasb/core'
import { createPostgresState } from '@opencasb/store-postgres'
import pg from 'pg'
import { findingColumnsOf, type PostgresColumn } from './bare-postgres.ts'
import { commitAll } from './scan-batches.ts'
import type { WriteRound } from './sqlite-writes.ts'
import { historyColumns, inBatches, type StoredRow, type WrittenBatch } from './written-rows.ts'

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
    const columns = await findingColumnsOf(client, bare)
    const findings = await all(
      `select ${columns.map(({ name }) => name).join(', ')} from ${written}.finding order by id`,
    )
    const history = await all(`select ${historyColumns.join(', ')} from ${written}.finding_history order by finding_id`)
    const sizes = batches.flatMap(({ findings }) => (findings?.length ? [findings.length] : []))
    const bareMs = await insertAll(client, { schema: bare, columns }, inBatches(findings, history, sizes))
    await client.query(`drop schema ${written} cascade; drop schema ${bare} cascade`)
    return { storeMs, bareMs }
  } finally {
    await client.end()
  }
}

const historyTypes: readonly PostgresColumn[] = historyColumns.map((name) => ({
  name,
  type: name === 'revision' ? 'integer' : 'text',
}))

function arraysOf(columns: readonly PostgresColumn[], first: number): string {
  return columns.map(({ type }, at) => `$${at + first}::${type}[]`).join(', ')
}

/** One transaction per batch with two prepared statements: all findings, and all lines of their history. */
async function insertAll(
  client: pg.Client,
  { schema, columns }: { readonly schema: string; readonly columns: readonly PostgresColumn[] },
  batches: readonly WrittenBatch[],
): Promise<number> {
  const names = columns.map(({ name }) => name)
  const putFindings = `insert into ${schema}.finding(${names.join(', ')})
    select * from unnest(${arraysOf(columns, 1)}) returning id`
  const putHistory = `insert into ${schema}.finding_history(integration_id, finding_id, ${historyColumns.join(', ')})
    select * from unnest($1::bigint[], $2::bigint[], ${arraysOf(historyTypes, 3)})`
  const columnOf = (rows: readonly StoredRow[], column: string) => rows.map((row) => row[column] ?? null)
  const given = batches.map(({ findings, history }) => ({
    findings: names.map((column) => columnOf(findings, column)),
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
