import { createPostgresState } from '@opencasb/store-postgres'
import pg from 'pg'
import { findingColumnsOf } from './bare-postgres.ts'
import { type BarePage, compareListings, filtered, type ListingCost, pageSize } from './compare-listings.ts'
import { copiedValues, oneIntegration, sowFindings, sownFindings } from './sow-findings.ts'

const columns = `id, integration_id, words_id, fingerprint, state, severity, first_seen, last_seen, unknown_since,
  asset_kind, asset_id, asset_name, message, doc`
const batch = 100_000

/** The same as with SQLite, in a schema of the database. */
export async function postgresListings(connectionString: string, findings: number): Promise<readonly ListingCost[]> {
  const state = await createPostgresState({ connectionString })
  await sowFindings(state)
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('set search_path to opencasb')
    await fill(client, findings - sownFindings)
    return [
      await compareListings(state, filtered, await barePages(client, undefined)),
      await compareListings(
        state,
        { ...filtered, integration: [oneIntegration] },
        await barePages(client, oneIntegration),
      ),
    ]
  } finally {
    await client.end()
    await state.close()
  }
}

/** Copies the sown findings, and lets the database count them, as it does by itself after a while. */
async function fill(client: pg.Client, copies: number): Promise<void> {
  await client.query('create temp table sown as select *, row_number() over (order by id) - 1 as place from finding')
  const findingColumns = (await findingColumnsOf(client, 'opencasb')).map(({ name }) => name)
  const copied = copiedValues({
    fingerprint: 'md5(i::text)',
    timeOf: (seconds) => `to_char(to_timestamp(${seconds}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`,
  })
  for (let start = 1; start <= copies; start += batch) {
    await client.query(
      `insert into finding(${findingColumns.join(', ')})
        select ${findingColumns.map((column) => copied[column] ?? column).join(', ')}
          from generate_series($1::bigint, $2::bigint) as i join sown on place = (i * 31) % ${sownFindings}`,
      [start, Math.min(copies, start + batch - 1)],
    )
  }
  await client.query('vacuum analyze')
}

async function barePages(client: pg.Client, integration: string | undefined): Promise<BarePage> {
  const { rows: keys } = await client.query<{ key: string; id: string }>('select key, id from integration')
  const ids = new Map(keys.map(({ key, id }) => [key, id]))
  const ofOne = integration === undefined ? '' : 'and integration_id = $2'
  const next = integration === undefined ? 2 : 3
  const text = (behind: string): string => `select ${columns} from finding
    where severity = 1 and state = any($1::text[]) ${ofOne} ${behind}
    order by first_seen desc, fingerprint, integration_id limit ${pageSize}`
  const [seen, print, owner] = [`$${next}`, `$${next + 1}`, `$${next + 2}::bigint`]
  const behind = `and first_seen <= ${seen} and (first_seen < ${seen} or (fingerprint, integration_id) > (${print}, ${owner}))`
  const given = [filtered.state, ...(integration === undefined ? [] : [ids.get(integration)])]
  const name = integration === undefined ? 'all' : 'one'
  return async (after) => {
    const query = after
      ? {
          name: `${name}-deep`,
          text: text(behind),
          values: [...given, after.firstSeen, after.fingerprint, ids.get(after.integration)],
        }
      : { name: `${name}-first`, text: text(''), values: given }
    return (await client.query<{ fingerprint: string }>(query)).rows
  }
}
