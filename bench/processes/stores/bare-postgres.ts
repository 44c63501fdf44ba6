import type pg from 'pg'

/** A column with its type. */
export interface PostgresColumn {
  readonly name: string
  readonly type: string
}

/** The columns of findings, but for the key, which is counted. */
export async function findingColumnsOf(client: pg.Client, schema: string): Promise<readonly PostgresColumn[]> {
  const { rows } = await client.query<PostgresColumn>(
    `select column_name as name, data_type as type from information_schema.columns
      where table_schema = $1 and table_name = 'finding' and column_name <> 'id' order by ordinal_position`,
    [schema],
  )
  return rows
}
