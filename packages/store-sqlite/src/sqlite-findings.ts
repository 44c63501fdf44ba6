import type { FindingGroup, FindingHistoryEntry, FindingRecord, FindingStore, KnownQuery } from '@opencasb/core'
import {
  findingColumns,
  type GroupCountRow,
  groupColumns,
  groupCounts,
  type SweepCountRow,
  storedSeverities,
  sweepCounts,
  toStoredKeys,
  toStoredText,
} from '@opencasb/store-kit'
import type { CheckWordsTable } from './check-words-table.ts'
import type { Database } from './database.ts'
import { type FindingCells, toFindingRow } from './finding-cells.ts'
import { findingConditions } from './finding-conditions.ts'
import { FindingList } from './finding-list.ts'
import { FindingReader } from './finding-reader.ts'
import type { NameTable } from './name-table.ts'
import { type SweepOwners, SweepWalk } from './sweep-walk.ts'

/** More than one is enough to say that a beginning is ambiguous; a few more help a person choose. */
const mostFound = 10

const select = `select ${findingColumns} from finding`
/** Findings in the database. */
export function sqliteFindings(database: Database, names: NameTable, checkWords: CheckWordsTable): FindingStore {
  const reader = new FindingReader(names, checkWords)
  const list = new FindingList(database, reader)
  const sweeps = new SweepWalk(database)
  const records = (sql: string, ...values: (string | number)[]): readonly FindingRecord[] =>
    database.cells<FindingCells>(`${select} ${sql}`, ...values).map((cells) => reader.record(toFindingRow(cells)))
  const idOf = (integration: string): number => names.integrationId(integration) ?? 0
  const ownersOf = (query: { integration: string; resource: string; partition: string }): SweepOwners => {
    const integrationId = idOf(query.integration)
    return [integrationId, names.partitionId(integrationId, query.resource, query.partition) ?? 0]
  }

  const groupName = (by: FindingGroup, value: string | number): string => {
    if (by === 'check' || by === 'connector' || by === 'category') return checkWords.of(Number(value))[by]
    if (by === 'integration') return names.integrationKey(Number(value))
    return by === 'severity' ? (storedSeverities[Number(value)] ?? 'low') : String(value)
  }

  return {
    known: (query) =>
      database.read(() => {
        const integrationId = idOf(query.integration)
        const resourceId = names.resourceId(integrationId, query.resource)
        if (!resourceId) return []
        const owned = 'where integration_id = ? and resource_id = ? and'
        const found = new Map<string, FindingRecord>()
        for (const [condition, ...values] of knownConditions(query)) {
          const open = query.resolved ? '' : "and state <> 'resolved'"
          for (const record of records(`${owned} ${condition} ${open}`, integrationId, resourceId, ...values)) {
            const isWanted = query.partition === undefined || record.partition === query.partition
            if (isWanted) found.set(record.finding.fingerprint, record)
          }
        }
        return [...found.values()]
      }),
    unseen: (query) =>
      database.read(() => {
        const owners = ownersOf(query)
        const wordsIds = checkWords.idsOf(owners[0], query.checks)
        return sweeps.page(query, owners, wordsIds).map((row) => reader.record(row))
      }),
    sweepCounts: (query) =>
      database.read(() => {
        const owners = ownersOf(query)
        const rows = database.all<SweepCountRow>(
          `select words_id, count(*) as open, sum(seen_run <> ?) as unseen from finding
               where integration_id = ? and partition_id = ? and state <> 'resolved' and words_id in (select value from json_each(?))
               group by words_id`,
          toStoredText(query.runId),
          ...owners,
          checkWords.idsOf(owners[0], query.checks),
        )
        return sweepCounts(rows, (wordsId) => checkWords.of(wordsId).check)
      }),
    ofOtherChecks: (query) =>
      database.read(() => {
        const integrationId = idOf(query.integration)
        const wordsIds = checkWords.idsOfOthers(integrationId, query.checks)
        if (wordsIds === '[]') return []
        // The plus signs keep SQLite from walking the whole index of fingerprints for the few rows there are.
        return records(
          `indexed by finding_words where integration_id = ? and words_id in (select value from json_each(?))
             and state <> 'resolved' and +fingerprint > ? order by +fingerprint limit ?`,
          integrationId,
          wordsIds,
          toStoredText(query.after ?? ''),
          query.limit,
        )
      }),
    get: (integration, fingerprint) =>
      database.read(() => {
        const sql = 'where fingerprint = ? and integration_id = ?'
        return records(sql, toStoredText(fingerprint), idOf(integration))[0]
      }),
    find: (fingerprint, integration) =>
      database.read(() => {
        const stored = toStoredText(fingerprint)
        // The plus sign keeps SQLite from walking through the whole integration.
        const own = integration === undefined ? '' : 'and +integration_id = ?'
        const ids = integration === undefined ? [] : [idOf(integration)]
        const exact = records(`where fingerprint = ? ${own}`, stored, ...ids)
        if (exact.length > 0 || fingerprint === '') return exact
        const begins = 'where fingerprint between ? and ? || char(1114111) and substr(fingerprint, 1, length(?)) = ?'
        const values = [stored, stored, stored, stored, ...ids, mostFound]
        return records(`${begins} ${own} order by fingerprint limit ?`, ...values)
      }),
    list: (filter, options) => database.read(() => list.page(filter, options)),
    count: (filter, by) =>
      database.read(() => {
        const { conditions, values } = findingConditions(filter)
        const column = groupColumns[by]
        const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
        const sql = `select ${column} as value, count(*) as n from finding ${where} group by ${column}`
        return groupCounts(database.all<GroupCountRow>(sql, ...values), (value) => groupName(by, value))
      }),
    history: (integration, fingerprint) =>
      database.read(() =>
        database
          .all<{ doc: string }>(
            `select finding_history.doc from finding_history join finding on finding.id = finding_id
               where fingerprint = ? and finding.integration_id = ? and finding_history.integration_id = ?
               order by finding_history.revision`,
            toStoredText(fingerprint),
            idOf(integration),
            idOf(integration),
          )
          .map(({ doc }): FindingHistoryEntry => JSON.parse(doc)),
      ),
    expiredIgnores: (integration, now, limit) =>
      database.read(() =>
        records(
          'where integration_id = ? and ignore_until <= ? order by ignore_until limit ?',
          idOf(integration),
          now,
          limit,
        ),
      ),
  }
}

function knownConditions({ items, parents }: KnownQuery): [condition: string, ...values: string[]][] {
  if (!items && !parents) return [['true']]
  const conditions: [string, ...string[]][] = []
  if (items?.length) conditions.push(['item in (select value from json_each(?))', toStoredKeys(items)])
  if (parents?.length) conditions.push(['parent in (select value from json_each(?))', toStoredKeys(parents)])
  return conditions
}
