import type { Asset, AssetKind, Finding, FindingRecord, FindingState } from '@opencasb/core'
import type { CheckWords } from './check-words.ts'
import { storedSeverities } from './stored-severities.ts'
import { fromStoredText } from './stored-text.ts'

/** A row of the table of findings, as far as the finding in it needs. */
export interface ListedFindingRow {
  readonly id: number
  readonly integration_id: number
  readonly words_id: number
  readonly fingerprint: string
  readonly state: string
  readonly severity: number
  readonly first_seen: string
  readonly last_seen: string
  readonly unknown_since: string | null
  readonly asset_kind: string
  readonly asset_id: string
  readonly asset_name: string
  readonly message: string
  readonly doc: string
}

/** The columns of {@link ListedFindingRow}. */
export const listedFindingColumns: string =
  'id, integration_id, words_id, fingerprint, state, severity, first_seen, last_seen, unknown_since, ' +
  'asset_kind, asset_id, asset_name, message, doc'

/** A finding as its table has it, with what only the engine asks for. */
export interface FindingRow extends ListedFindingRow {
  readonly partition_id: number
  readonly item: string
  readonly parent: string | null
  readonly seen_run: string
  readonly misses: number
}

/** The columns of {@link FindingRow}: those of {@link ListedFindingRow} come first. */
export const findingColumns: string = `${listedFindingColumns}, partition_id, item, parent, seen_run, misses`

/** What has no column of its own. */
export interface FindingDoc {
  /** Keys only where their columns hold digests. */
  readonly record: Pick<FindingRecord, 'hostSeverity'> &
    Partial<Pick<FindingRecord, 'item' | 'parent'>> & {
      /** `same` where nobody has changed it since: the finding itself says it then. */
      readonly scanSeverity?: FindingRecord['scanSeverity'] | 'same'
    }
  readonly finding: Pick<Finding, 'evidence' | 'severitySource' | 'revision'>
  readonly asset: Pick<Asset, 'url' | 'owner' | 'status'> & Partial<Pick<Asset, 'id'>>
}

/** Where a finding or an asset was read. */
export interface StoredPlace {
  readonly resource: string
  readonly partition: string
}

/** What the ids of a row stand for. */
export interface FindingNames {
  readonly integration: string
  readonly words: CheckWords
}

/** The finding in a row. */
export function toFinding(row: ListedFindingRow, names: FindingNames): Finding {
  return findingOf(row, names, JSON.parse(row.doc))
}

/** The record in a row. */
export function toFindingRecord(row: FindingRow, names: FindingNames, place: StoredPlace): FindingRecord {
  const doc: FindingDoc = JSON.parse(row.doc)
  const finding = findingOf(row, names, doc)
  const { scanSeverity, ...record } = doc.record
  const { severity, severitySource } = finding
  return {
    ...record,
    ...(scanSeverity && { scanSeverity: scanSeverity === 'same' ? { severity, severitySource } : scanSeverity }),
    finding,
    ...place,
    item: doc.record.item ?? fromStoredText(row.item),
    ...(row.parent !== null && { parent: doc.record.parent ?? fromStoredText(row.parent) }),
    seenRun: fromStoredText(row.seen_run),
    misses: row.misses,
  }
}

/** The words are written out one by one: to spread them takes as long as all the rest. */
function findingOf(row: ListedFindingRow, { integration, words }: FindingNames, doc: FindingDoc): Finding {
  return {
    fingerprint: fromStoredText(row.fingerprint),
    integration,
    connector: words.connector,
    tenant: words.tenant,
    check: words.check,
    checkVersion: words.checkVersion,
    category: words.category,
    title: words.title,
    risk: words.risk,
    remediation: words.remediation,
    frameworks: words.frameworks,
    ...doc.finding,
    message: fromStoredText(row.message),
    asset: {
      ...doc.asset,
      kind: row.asset_kind as AssetKind,
      id: doc.asset.id ?? fromStoredText(row.asset_id),
      name: fromStoredText(row.asset_name),
    },
    severity: storedSeverities[row.severity] ?? 'low',
    state: row.state as FindingState,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    ...(row.unknown_since !== null && { unknownSince: row.unknown_since }),
  }
}
