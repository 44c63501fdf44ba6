import type { FindingRecord } from '@opencasb/core'
import type { FindingDoc } from './finding-row.ts'
import { storedSeverities } from './stored-severities.ts'
import { toStoredText } from './stored-text.ts'

/** The columns that {@link findingValues} fills, the ids apart. */
export const findingValueColumns: string =
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
