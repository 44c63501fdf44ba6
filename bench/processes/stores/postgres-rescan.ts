import { createPostgresState, type PostgresClient, type PostgresPool } from '@opencasb/store-postgres'
import pg from 'pg'
import { type Rescan, scanToy, scanUnchanged, seenColumns, type WriteCount, writtenTables } from './rescan.ts'

const writing = /^\s*(insert|update|delete|with put as)\b/i

/** The same as with SQLite, in a schema of the database. */
export async function postgresRescan(connectionString: string, assets: number): Promise<Rescan> {
  const pool = new pg.Pool({ connectionString })
  try {
    const counts = { transactions: 0, writes: 0 }
    const state = await createPostgresState({ pool: countingPool(pool, counts) })
    await scanToy(state, assets)
    await prepareCount(pool)
    counts.transactions = counts.writes = 0
    const findings = await scanUnchanged(state, assets)
    await state.close()
    const { rows } = await pool.query<{ kind: string; n: string }>(
      'select kind, count(*) as n from opencasb.written group by kind',
    )
    return { rows: Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)])), findings, ...counts }
  } finally {
    await pool.end()
  }
}

/** A pool whose connections count what is asked of them. */
function countingPool(pool: pg.Pool, counts: { -readonly [Part in keyof WriteCount]: number }): PostgresPool {
  return {
    on: (event, listener) => pool.on(event, listener),
    off: (event, listener) => pool.off(event, listener),
    async connect(): Promise<PostgresClient> {
      const client = await pool.connect()
      return {
        query(statement) {
          const text = typeof statement === 'string' ? statement : statement.text
          if (writing.test(text)) counts.writes += 1
          if (text.startsWith('begin')) counts.transactions += 1
          return client.query(statement as string)
        },
        on: (event, listener) => client.on(event, listener),
        off: (event, listener) => client.off(event, listener),
        release: (destroy) => client.release(destroy),
      }
    },
  }
}

/** Triggers that note every row that is written, with what was done to it. */
async function prepareCount(pool: pg.Pool): Promise<void> {
  const triggers = writtenTables.map(
    (table) => `create trigger counted after insert or update or delete on opencasb."${table}"
      for each row execute function opencasb.count_row();`,
  )
  const seen = `array[${seenColumns.map((column) => `'${column}'`).join(', ')}]`
  await pool.query(`
    create table opencasb.written(kind text not null);
    create function opencasb.count_row() returns trigger language plpgsql as $$
    begin
      insert into opencasb.written(kind) values(tg_table_name || ': ' || case
        when tg_op = 'INSERT' then 'added'
        when tg_op = 'DELETE' then 'erased'
        when to_jsonb(old) - ${seen} = to_jsonb(new) - ${seen} then 'seen'
        else 'changed' end);
      return null;
    end $$;
    ${triggers.join('\n')}
  `)
}
