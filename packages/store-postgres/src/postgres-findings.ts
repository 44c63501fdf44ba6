import type { FindingGroup, FindingHistoryEntry, FindingRecord, FindingStore } from '@opencasb/core'
import {
  type FindingRow,
  findingColumns,
  type GroupCountRow,
  groupColumns,
  groupCounts,
  type SweepCountRow,
  storedSeverities,
  sweepCounts,
  toStoredKey,
  toStoredText,
} from '@opencasb/store-kit'
import { sql } from 'kysely'
import type { CheckWordsTable } from './check-words-table.ts'
import type { Database } from './database.ts'
import { findingConditions } from './finding-conditions.ts'
import { FindingList } from './finding-list.ts'
import type { FindingReader } from './finding-reader.ts'
import type { NameTable } from './name-table.ts'
import { SweepWalk, type SweptPlace } from './sweep-walk.ts'
import type { QueryBuilder } from './tables.ts'
import type { SqlValue } from './transaction.ts'

/** More than one is enough to say that a beginning is ambiguous; a few more help a person choose. */
const mostFound = 10

const select = `select ${findingColumns} from {finding}`
const ofIntegration = 'integration_id = (select id from {integration} where key = $1)'
const ofResource = `${ofIntegration} and resource_id = (select id from {resource} where ${ofIntegration} and name = $2)`
const ofPartition = `(select id from {partition} where ${ofResource} and key = $3)`
const knownSql = `${select} where ${ofResource} and ($3::text is null or partition_id = ${ofPartition})
  and ($4::boolean or state <> 'resolved')`
const placeSql = `select integration_id, id from {partition} where ${ofResource} and key = $3`
const sweepSql = `select words_id, count(*) as open, count(*) filter (where seen_run <> $3) as unseen from {finding}
  where integration_id = $1 and partition_id = $2 and state <> 'resolved' and words_id = any(array(
    select id from {check_words} where integration_id = $1 and check_id = any($4::text[])))
  group by words_id`
const otherWordsSql = `select id from {check_words} where ${ofIntegration} and check_id <> all($2::text[])`
const othersSql = `${select} where ${ofIntegration} and words_id = any($2::bigint[]) and state <> 'resolved'
  and fingerprint > $3 order by fingerprint limit $4`
const inOneOrAll = `($2::text is null or integration_id = (select id from {integration} where key = $2))`
const exactSql = `${select} where fingerprint = $1 and ${inOneOrAll}`
const beginsSql = `${select} where fingerprint >= $1 and fingerprint <= $1 || chr(1114111)
  and starts_with(fingerprint, $1) and ${inOneOrAll} order by fingerprint limit ${mostFound}`
const historySql = `select h.doc from {finding_history} h join {finding} f on f.id = h.finding_id
    and f.integration_id = h.integration_id
  where f.fingerprint = $2 and f.${ofIntegration} order by h.revision`
const ignoresSql = `${select} where ${ofIntegration} and ignore_until <= $2 order by ignore_until limit $3`

/** What reading findings needs besides the database. */
export interface FindingTables {
  readonly builder: QueryBuilder
  readonly reader: FindingReader
  readonly names: NameTable
  readonly words: CheckWordsTable
  /** By which text is turned into lower case. */
  readonly collation: string
}

/** Findings in the database. */
export function postgresFindings(database: Database, tables: FindingTables): FindingStore {
  const { builder, reader, collation } = tables
  const list = new FindingList(database, builder, reader, collation)
  const sweeps = new SweepWalk(database)
  const records = async (statement: string, values: readonly SqlValue[]): Promise<FindingRecord[]> =>
    reader.records(database, await database.rows<FindingRow>(statement, values))
  const sweptPlace = async (query: { integration: string; resource: string; partition: string }) => {
    const values = [toStoredText(query.integration), toStoredText(query.resource), toStoredKey(query.partition)]
    const [row] = await database.rows<{ integration_id: number; id: number }>(placeSql, values)
    return row && ({ integrationId: row.integration_id, partitionId: row.id } satisfies SweptPlace)
  }

  return {
    async known({ integration, resource, partition, items, parents, resolved = false }) {
      const values = [
        toStoredText(integration),
        toStoredText(resource),
        partition === undefined ? null : toStoredKey(partition),
        resolved,
      ]
      if (!items && !parents) return records(knownSql, values)
      const found: FindingRecord[] = []
      if (items?.length)
        found.push(...(await records(`${knownSql} and item = any($5::text[])`, [...values, items.map(toStoredKey)])))
      if (parents?.length) {
        found.push(
          ...(await records(`${knownSql} and parent = any($5::text[])`, [...values, parents.map(toStoredKey)])),
        )
      }
      return [...new Map(found.map((record) => [record.finding.fingerprint, record])).values()]
    },
    async unseen(query) {
      const place = await sweptPlace(query)
      return place ? reader.records(database, await sweeps.page(query, place)) : []
    },
    async sweepCounts(query) {
      const place = await sweptPlace(query)
      if (!place) return []
      const values = [place.integrationId, place.partitionId, toStoredText(query.runId), query.checks.map(toStoredText)]
      const rows = await database.rows<SweepCountRow>(sweepSql, values)
      const words = await tables.words.of(
        database,
        rows.map(({ words_id }) => words_id),
      )
      return sweepCounts(rows, (wordsId) => words.get(wordsId)?.check ?? '')
    },
    async ofOtherChecks({ integration, checks, after, limit }) {
      const key = toStoredText(integration)
      const words = await database.rows<{ id: number }>(otherWordsSql, [key, checks.map(toStoredText)])
      if (words.length === 0) return []
      return records(othersSql, [key, words.map(({ id }) => id), toStoredText(after ?? ''), limit])
    },
    async get(integration, fingerprint) {
      return (await records(exactSql, [toStoredText(fingerprint), toStoredText(integration)]))[0]
    },
    async find(fingerprint, integration) {
      const values = [toStoredText(fingerprint), integration === undefined ? null : toStoredText(integration)]
      const exact = await records(exactSql, values)
      return exact.length > 0 || fingerprint === '' ? exact : records(beginsSql, values)
    },
    list: (filter, options) => list.page(filter, options),
    async count(filter, by) {
      const column = groupColumns[by]
      const conditions = [sql<boolean>`true`, ...findingConditions(builder, filter, collation)]
      const query = builder
        .selectFrom('finding')
        .select([`${column} as value`, sql<number>`count(*)`.as('n')])
        .where(sql<boolean>`${sql.join(conditions, sql` and `)}`)
        .groupBy(column)
      const rows = await database.ask<GroupCountRow>(query.compile())
      const nameOf = await groupNames(
        database,
        tables,
        by,
        rows.map(({ value }) => value),
      )
      return groupCounts(rows, nameOf)
    },
    async history(integration, fingerprint) {
      const values = [integration, fingerprint].map(toStoredText)
      const rows = await database.rows<{ doc: string }>(historySql, values)
      return rows.map(({ doc }): FindingHistoryEntry => JSON.parse(doc))
    },
    expiredIgnores: (integration, now, limit) => records(ignoresSql, [toStoredText(integration), now, limit]),
  }
}

async function groupNames(
  database: Database,
  { names, words }: FindingTables,
  by: FindingGroup,
  values: readonly (string | number)[],
): Promise<(value: string | number) => string> {
  if (by === 'state') return String
  if (by === 'severity') return (value) => storedSeverities[Number(value)] ?? 'low'
  const ids = values.map(Number)
  if (by === 'integration') {
    const keys = await names.integrationKeys(database, ids)
    return (value) => keys.get(Number(value)) ?? ''
  }
  const ofIds = await words.of(database, ids)
  return (value) => ofIds.get(Number(value))?.[by] ?? ''
}
