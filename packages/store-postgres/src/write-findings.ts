import type { CommitBatch, FindingHistoryEntry, FindingRecord } from '@opencasb/core'
import {
  checkRevision,
  findingValueColumns,
  findingValues,
  type StoredRevision,
  toStoredText,
} from '@opencasb/store-kit'
import type { CheckWordsTable } from './check-words-table.ts'
import type { NameTable, PlaceIds } from './name-table.ts'
import type { SqlValue, Transaction } from './transaction.ts'

type StoredFinding = NonNullable<CommitBatch['findings']>[number]
type Cell = string | number | null

const idColumns = ['resource_id', 'partition_id', 'words_id']
const columns = [...idColumns, ...findingValueColumns.split(', ')]
const numbers: Readonly<Record<string, string>> = { severity: 'integer', misses: 'integer', revision: 'integer' }
const arrays = columns.map(
  (column, at) => `$${at + 2}::${idColumns.includes(column) ? 'bigint' : (numbers[column] ?? 'text')}[]`,
)
const updates = columns.filter((column) => column !== 'fingerprint').map((column) => `${column} = excluded.${column}`)

const putSql = `insert into {finding}(integration_id, ${columns.join(', ')})
  select $1::bigint, given.* from unnest(${arrays.join(', ')}) as given
  on conflict (fingerprint, integration_id) do update set ${updates.join(', ')}`

const next = columns.length + 2
const putWithHistorySql = `with put as (${putSql} returning id, fingerprint)
  insert into {finding_history}(integration_id, finding_id, revision, change_id, doc)
  select $1::bigint, put.id, line.revision, line.change_id, line.doc
    from unnest($${next}::text[], $${next + 1}::integer[], $${next + 2}::text[], $${next + 3}::text[])
      as line(fingerprint, revision, change_id, doc)
    join put on put.fingerprint = line.fingerprint
  on conflict do nothing`

const revisionSql = `select id, fingerprint, revision, seen_run from {finding}
  where integration_id = $1 and fingerprint = any($2::text[])`

/** Writes findings with the lines of their history, all in one statement. */
export async function writeFindings(
  transaction: Transaction,
  { names, words }: { readonly names: NameTable; readonly words: CheckWordsTable },
  integrationId: number,
  given: readonly StoredFinding[],
): Promise<void> {
  const entries = given.map(({ record, history, basedOn }) => ({ record, history, basedOn }))
  // One statement changes a row once: of the same finding twice, the later one counts.
  const records = [...new Map(entries.map(({ record }) => [record.finding.fingerprint, record])).values()]
  if (records.length === 0) return
  await checkRevisions(transaction, integrationId, entries)
  const places = await openPlaces(transaction, names, integrationId, records)
  const wordsIds = await words.idsOf(
    transaction,
    integrationId,
    records.map(({ finding }) => finding),
  )
  const cells: Cell[][] = columns.map(() => [])
  for (const [at, record] of records.entries()) {
    const place = places(record)
    const row = [place.resource, place.partition, wordsIds[at] ?? 0, ...findingValues(record)]
    for (const [column, value] of row.entries()) cells[column]?.push(value)
  }
  const lines = entries.flatMap(({ record, history }) => (history ? [{ record, history }] : []))
  const values: SqlValue[] = [integrationId, ...cells]
  if (lines.length === 0) await transaction.run(putSql, values)
  else await transaction.run(putWithHistorySql, [...values, ...historyCells(lines)])
}

/** Commits for an integration wait for each other, so that nothing changes between this look and the writing. */
async function checkRevisions(
  transaction: Transaction,
  integrationId: number,
  entries: readonly { readonly record: FindingRecord; readonly basedOn: StoredFinding['basedOn'] }[],
): Promise<void> {
  const based = entries.filter(({ basedOn }) => basedOn)
  if (based.length === 0) return
  const fingerprints = based.map(({ record }) => toStoredText(record.finding.fingerprint))
  const rows = await transaction.rows<StoredRevision & { readonly fingerprint: string }>(revisionSql, [
    integrationId,
    fingerprints,
  ])
  const stored = new Map(rows.map((row) => [row.fingerprint, row]))
  for (const [at, { record, basedOn }] of based.entries()) {
    checkRevision(record.finding.fingerprint, basedOn, stored.get(fingerprints[at] ?? ''))
  }
}

function historyCells(
  lines: readonly { readonly record: FindingRecord; readonly history: FindingHistoryEntry }[],
): SqlValue[] {
  return [
    lines.map(({ record }) => toStoredText(record.finding.fingerprint)),
    lines.map(({ history }) => history.revision),
    lines.map(({ history }) => toStoredText(history.id)),
    lines.map(({ history }) => JSON.stringify(history)),
  ]
}

async function openPlaces(
  transaction: Transaction,
  names: NameTable,
  integrationId: number,
  records: readonly FindingRecord[],
): Promise<(record: FindingRecord) => PlaceIds> {
  const opened = new Map<string, PlaceIds>()
  const keyOf = ({ resource, partition }: FindingRecord): string => JSON.stringify([resource, partition])
  for (const record of records) {
    const key = keyOf(record)
    if (!opened.has(key)) opened.set(key, await names.open(transaction, integrationId, record))
  }
  return (record) => opened.get(keyOf(record)) ?? { resource: 0, partition: 0 }
}
