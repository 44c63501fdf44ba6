import type {
  FindingGroup,
  FindingHistoryEntry,
  FindingRecord,
  FindingStore,
  KnownQuery,
  SweepCount,
} from '@opencasb/core'
import type { CheckWordsTable } from './check-words.ts'
import type { Database } from './database.ts'
import { findingConditions } from './finding-conditions.ts'
import { FindingList } from './finding-list.ts'
import { FindingReader, type FindingRow, findingColumns, storedSeverities } from './finding-row.ts'
import type { NameTable } from './name-table.ts'
import { toStoredList, toStoredText } from './stored-text.ts'
import { SweepWalk } from './sweep-walk.ts'

/** More than one is enough to say that a beginning is ambiguous; a few more help a person choose. */
const mostFound = 10

const select = `select ${findingColumns} from finding`
/** The column that stands for a group. */
const groupColumns: Readonly<Record<FindingGroup, 'severity' | 'state' | 'words_id' | 'integration_id'>> = {
  severity: 'severity',
  state: 'state',
  check: 'words_id',
  connector: 'words_id',
  category: 'words_id',
  integration: 'integration_id',
}

/** Findings in the database. */
export function sqliteFindings(database: Database, names: NameTable, checkWords: CheckWordsTable): FindingStore {
  const reader = new FindingReader(names, checkWords)
  const list = new FindingList(database, reader)
  const sweeps = new SweepWalk(database)
  const records = (sql: string, ...values: (string | number)[]): readonly FindingRecord[] =>
    database.all<FindingRow>(`${select} ${sql}`, ...values).map((row) => reader.record(row))
  const partitionId = (query: { integration: string; resource: string; partition: string }): number | undefined => {
    const resourceId = resourceIdOf(query)
    return resourceId && names.partitionId(resourceId, query.partition)
  }
  const resourceIdOf = (query: { integration: string; resource: string }): number | undefined => {
    const integrationId = names.integrationId(query.integration)
    return integrationId && names.resourceId(integrationId, query.resource)
  }
  const ofChecks = (integration: string, checks: readonly string[]): string =>
    checkWords.idsOf(names.integrationId(integration) ?? 0, checks)

  const groupName = (by: FindingGroup, value: string | number): string => {
    if (by === 'check' || by === 'connector' || by === 'category') return checkWords.of(Number(value))[by]
    if (by === 'integration') return names.integrationKey(Number(value))
    return by === 'severity' ? (storedSeverities[Number(value)] ?? 'low') : String(value)
  }

  return {
    known: (query) =>
      database.read(() => {
        const resourceId = resourceIdOf(query)
        if (!resourceId) return []
        const found = new Map<string, FindingRecord>()
        for (const [condition, ...values] of knownConditions(query)) {
          const open = query.resolved ? '' : "and state <> 'resolved'"
          for (const record of records(`where resource_id = ? and ${condition} ${open}`, resourceId, ...values)) {
            const isWanted = query.partition === undefined || record.partition === query.partition
            if (isWanted) found.set(record.finding.fingerprint, record)
          }
        }
        return [...found.values()]
      }),
    unseen: (query) =>
      database.read(() => {
        const wordsIds = ofChecks(query.integration, query.checks)
        return sweeps.page(query, partitionId(query) ?? 0, wordsIds).map((row) => reader.record(row))
      }),
    sweepCounts: (query) =>
      database.read(() => {
        const counts = new Map<string, SweepCount>()
        const rows = database.all<{ words_id: number; open: number; unseen: number }>(
          `select words_id, count(*) as open, sum(seen_run <> ?) as unseen from finding
               where partition_id = ? and state <> 'resolved' and words_id in (select value from json_each(?))
               group by words_id`,
          toStoredText(query.runId),
          partitionId(query) ?? 0,
          ofChecks(query.integration, query.checks),
        )
        for (const row of rows) {
          const { check } = checkWords.of(row.words_id)
          const { open, unseen } = counts.get(check) ?? { open: 0, unseen: 0 }
          counts.set(check, { check, open: open + row.open, unseen: unseen + row.unseen })
        }
        return [...counts.values()]
      }),
    ofOtherChecks: (query) =>
      database.read(() => {
        const wordsIds = checkWords.idsOfOthers(names.integrationId(query.integration) ?? 0, query.checks)
        if (wordsIds === '[]') return []
        // The plus signs keep SQLite from walking the whole index of fingerprints for the few rows there are.
        return records(
          `where words_id in (select value from json_each(?)) and state <> 'resolved' and +fingerprint > ?
             order by +fingerprint limit ?`,
          wordsIds,
          toStoredText(query.after ?? ''),
          query.limit,
        )
      }),
    get: (integration, fingerprint) =>
      database.read(() => {
        const integrationId = names.integrationId(integration) ?? 0
        return records('where fingerprint = ? and integration_id = ?', toStoredText(fingerprint), integrationId)[0]
      }),
    find: (fingerprint) =>
      database.read(() => {
        const stored = toStoredText(fingerprint)
        const exact = records('where fingerprint = ?', stored)
        if (exact.length > 0 || fingerprint === '') return exact
        const begins = 'where fingerprint between ? and ? || char(1114111) and substr(fingerprint, 1, length(?)) = ?'
        return records(`${begins} order by fingerprint limit ?`, stored, stored, stored, stored, mostFound)
      }),
    list: (filter, options) => database.read(() => list.page(filter, options)),
    count: (filter, by) =>
      database.read(() => {
        const { conditions, values } = findingConditions(filter)
        const column = groupColumns[by]
        const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
        const sql = `select ${column} as value, count(*) as n from finding ${where} group by ${column}`
        const counts = new Map<string, number>()
        for (const { value, n } of database.all<{ value: string | number; n: number }>(sql, ...values)) {
          const name = groupName(by, value)
          counts.set(name, (counts.get(name) ?? 0) + n)
        }
        return Object.fromEntries(counts)
      }),
    history: (integration, fingerprint) =>
      database.read(() =>
        database
          .all<{ doc: string }>(
            `select finding_history.doc from finding_history join finding on finding.id = finding_id
               where fingerprint = ? and integration_id = ? order by revision`,
            toStoredText(fingerprint),
            names.integrationId(integration) ?? 0,
          )
          .map(({ doc }): FindingHistoryEntry => JSON.parse(doc)),
      ),
    expiredIgnores: (integration, now, limit) =>
      database.read(() =>
        records(
          'where integration_id = ? and ignore_until <= ? order by ignore_until limit ?',
          names.integrationId(integration) ?? 0,
          now,
          limit,
        ),
      ),
  }
}

function knownConditions({ items, parents }: KnownQuery): [condition: string, ...values: string[]][] {
  if (!items && !parents) return [['true']]
  const conditions: [string, ...string[]][] = []
  if (items?.length) conditions.push(['item in (select value from json_each(?))', toStoredList(items)])
  if (parents?.length) conditions.push(['parent in (select value from json_each(?))', toStoredList(parents)])
  return conditions
}
