import type { Finding, FindingRecord } from '@opencasb/core'
import type { FindingDoc } from './finding-row.ts'
import { storedSeverities } from './stored-severities.ts'
import { isKeyDigest, toStoredKey, toStoredText } from './stored-text.ts'

type ScanSeverity = NonNullable<FindingRecord['scanSeverity']>

/** The columns that {@link findingValues} fills, the ids apart. */
export const findingValueColumns: string =
  'fingerprint, item, parent, state, severity, first_seen, last_seen, unknown_since, seen_run, misses, revision, ' +
  'ignore_until, asset_kind, asset_id, asset_name, message, doc'

/** What is stored of a record besides the ids. What has no column of its own is kept as JSON, whatever it is. */
export function findingValues(record: FindingRecord): (string | number | null)[] {
  const {
    finding,
    resource: _resource,
    partition: _partition,
    item,
    parent,
    seenRun,
    misses,
    scanSeverity,
    ...restOfRecord
  } = record
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
  const keys = {
    item: toStoredKey(item),
    parent: parent === undefined ? null : toStoredKey(parent),
    id: toStoredKey(id),
  }
  const doc: FindingDoc = {
    record: {
      ...restOfRecord,
      ...(scanSeverity && { scanSeverity: isSeverityOf(finding, scanSeverity) ? 'same' : scanSeverity }),
      ...(isKeyDigest(keys.item) && { item }),
      ...(parent !== undefined && keys.parent !== null && isKeyDigest(keys.parent) && { parent }),
    },
    finding: restOfFinding,
    asset: isKeyDigest(keys.id) ? { ...restOfAsset, id } : restOfAsset,
  }
  return [
    toStoredText(fingerprint),
    keys.item,
    keys.parent,
    state,
    storedSeverities.indexOf(severity),
    firstSeen,
    lastSeen,
    unknownSince ?? null,
    toStoredText(seenRun),
    misses,
    finding.revision,
    (state === 'ignored' && finding.ignore?.until) || null,
    kind,
    keys.id,
    toStoredText(name),
    toStoredText(message),
    JSON.stringify(doc),
  ]
}

function isSeverityOf(finding: Finding, { severity, severitySource }: ScanSeverity): boolean {
  return severity === finding.severity && severitySource === finding.severitySource
}
