import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { createSqliteState } from '@opencasb/store-sqlite'
import { findingColumnsOf, openBare } from './bare-sqlite.ts'
import { type BarePage, compareListings, filtered, type ListingCost, pageSize } from './compare-listings.ts'
import { copiedValues, oneIntegration, sowFindings, sownFindings } from './sow-findings.ts'

const columns = `id, integration_id, words_id, fingerprint, state, severity, first_seen, last_seen, unknown_since,
  asset_kind, asset_id, asset_name, message, doc`

/** Fills a new file with so many findings and reads pages of them, over all integrations and of one. */
export async function sqliteListings(path: string, findings: number): Promise<readonly ListingCost[]> {
  const empty = createSqliteState({ path })
  await sowFindings(empty)
  await empty.close()
  fill(path, findings - sownFindings)
  const state = createSqliteState({ path })
  const database = openBare(path)
  try {
    return [
      await compareListings(state, filtered, barePages(database, undefined)),
      await compareListings(state, { ...filtered, integration: [oneIntegration] }, barePages(database, oneIntegration)),
    ]
  } finally {
    database.close()
    await state.close()
  }
}

/** Copies the sown findings; nobody reads meanwhile, and what is half done is of no use. */
function fill(path: string, copies: number): void {
  const database = new DatabaseSync(path)
  database.exec(`
    pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1500000;
    create temp table sown as select *, row_number() over (order by id) - 1 as place from finding;
    create index temp.sown_place on sown(place);
  `)
  const findingColumns = findingColumnsOf(database)
  const copied = copiedValues({
    fingerprint: 'lower(hex(randomblob(16)))',
    timeOf: (seconds) => `strftime('%Y-%m-%dT%H:%M:%S.000Z', ${seconds}, 'unixepoch')`,
  })
  database
    .prepare(`insert into finding(${findingColumns.join(', ')})
      with recursive counted(i) as (select 1 union all select i + 1 from counted where i < ?)
      select ${findingColumns.map((column) => copied[column] ?? column).join(', ')}
        from counted cross join sown on place = (i * 31) % ${sownFindings}`)
    .run(copies)
  database.close()
}

function barePages(database: DatabaseSync, integration: string | undefined): BarePage {
  const ids = new Map<unknown, SQLInputValue>(
    database
      .prepare('select key, id from integration')
      .all()
      .map(({ key, id }) => [key, id ?? null]),
  )
  const ofOne = integration === undefined ? '' : 'and integration_id = ?'
  const index = integration === undefined ? 'finding_order' : 'finding_order_of'
  const sql = (behind: string): string => `select ${columns} from finding indexed by ${index}
    where severity = 1 and state in (?, ?) ${ofOne} ${behind}
    order by first_seen desc, fingerprint, integration_id limit ${pageSize}`
  const first = database.prepare(sql(''))
  const behind = 'and first_seen <= ? and (first_seen < ? or (fingerprint, integration_id) > (?, ?))'
  const deep = database.prepare(sql(behind))
  const given: SQLInputValue[] = [
    ...filtered.state,
    ...(integration === undefined ? [] : [ids.get(integration) ?? null]),
  ]
  return async (after) => {
    const rows = after
      ? deep.all(...given, after.firstSeen, after.firstSeen, after.fingerprint, ids.get(after.integration) ?? null)
      : first.all(...given)
    return rows as unknown as readonly { readonly fingerprint: string }[]
  }
}
