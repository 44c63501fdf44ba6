import type { Asset, AssetKind, Finding, FindingRecord, FindingState, Severity } from '@opencasb/core'
import type { CheckWordsTable } from './check-words.ts'
import type { NameTable } from './name-table.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** Severities as they are stored: smaller is more urgent. Their places must never change. */
export const storedSeverities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** A finding as its table has it. */
export interface FindingRow {
  readonly id: number
  readonly integration_id: number
  readonly partition_id: number
  readonly words_id: number
  readonly fingerprint: string
  readonly item: string
  readonly parent: string | null
  readonly state: string
  readonly severity: number
  readonly first_seen: string
  readonly last_seen: string
  readonly unknown_since: string | null
  readonly seen_run: string
  readonly misses: number
  readonly asset_kind: string
  readonly asset_id: string
  readonly asset_name: string
  readonly message: string
  readonly doc: string
}

/** The columns of {@link FindingRow}. */
export const findingColumns: string =
  'id, integration_id, partition_id, words_id, fingerprint, item, parent, state, severity, first_seen, last_seen, ' +
  'unknown_since, seen_run, misses, asset_kind, asset_id, asset_name, message, doc'

/** What has no column of its own. */
interface FindingDoc {
  readonly record: Pick<FindingRecord, 'hostSeverity' | 'scanSeverity'>
  readonly finding: Pick<Finding, 'evidence' | 'severitySource' | 'revision'>
  readonly asset: Pick<Asset, 'url' | 'owner' | 'status'>
}

/** Turns rows into records. */
export class FindingReader {
  readonly #names: NameTable
  readonly #words: CheckWordsTable

  constructor(names: NameTable, words: CheckWordsTable) {
    this.#names = names
    this.#words = words
  }

  record(row: FindingRow): FindingRecord {
    const doc: FindingDoc = JSON.parse(row.doc)
    return {
      ...doc.record,
      finding: this.#finding(row, doc),
      ...this.#names.place(row.partition_id),
      item: fromStoredText(row.item),
      ...(row.parent !== null && { parent: fromStoredText(row.parent) }),
      seenRun: fromStoredText(row.seen_run),
      misses: row.misses,
    }
  }

  finding(row: FindingRow): Finding {
    return this.#finding(row, JSON.parse(row.doc))
  }

  #finding(row: FindingRow, doc: FindingDoc): Finding {
    return {
      fingerprint: fromStoredText(row.fingerprint),
      integration: this.#names.integrationKey(row.integration_id),
      ...this.#words.of(row.words_id),
      ...doc.finding,
      message: fromStoredText(row.message),
      asset: {
        ...doc.asset,
        kind: row.asset_kind as AssetKind,
        id: fromStoredText(row.asset_id),
        name: fromStoredText(row.asset_name),
      },
      severity: storedSeverities[row.severity] ?? 'low',
      state: row.state as FindingState,
      firstSeen: row.first_seen,
      lastSeen: row.last_seen,
      ...(row.unknown_since !== null && { unknownSince: row.unknown_since }),
    }
  }
}

/** The columns that {@link findingValues} fills, the ids apart. */
export const valueColumns: string =
  'fingerprint, item, parent, state, severity, first_seen, last_seen, unknown_since, seen_run, misses, ignore_until, ' +
  'asset_kind, asset_id, asset_name, message, doc'

/** What is stored of a record besides the ids. What has no column of its own is kept as JSON, whatever it is. */
export function findingValues(record: FindingRecord): (string | number | null)[] {
  const { finding, resource: _resource, partition: _partition, item, parent, seenRun, misses, ...restOfRecord } = record
  const {
    fingerprint,
    integration: _integration,
    connector: _connector,
    tenant: _tenant,
    check: _check,
    checkVersion: _checkVersion,
    category: _category,
    title: _title,
    risk: _risk,
    remediation: _remediation,
    frameworks: _frameworks,
    message,
    asset,
    severity,
    state,
    firstSeen,
    lastSeen,
    unknownSince,
    ...restOfFinding
  } = finding
  const { kind, id, name, ...restOfAsset } = asset
  const doc: FindingDoc = { record: restOfRecord, finding: restOfFinding, asset: restOfAsset }
  return [
    toStoredText(fingerprint),
    toStoredText(item),
    parent === undefined ? null : toStoredText(parent),
    state,
    storedSeverities.indexOf(severity),
    firstSeen,
    lastSeen,
    unknownSince ?? null,
    toStoredText(seenRun),
    misses,
    (state === 'ignored' && finding.ignore?.until) || null,
    kind,
    toStoredText(id),
    toStoredText(name),
    toStoredText(message),
    JSON.stringify(doc),
  ]
}
