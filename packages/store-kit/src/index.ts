export { type CacheLimits, cacheLimits, dayOf } from './cache-limits.ts'
export { type CachedAnswerRow, type StoredAnswer, toCachedAnswer, toStoredAnswer } from './cached-answer-row.ts'
export { checkPatched } from './check-patched.ts'
export { checkRevision, type StoredRevision } from './check-revision.ts'
export type { CheckWords } from './check-words.ts'
export { checkWordsOf, hasCheckWords } from './check-words.ts'
export {
  type GroupCountRow,
  groupColumns,
  groupCounts,
  type SweepCountRow,
  sweepCounts,
} from './finding-counts.ts'
export type { FindingDoc, FindingNames, FindingRow, ListedFindingRow, StoredPlace } from './finding-row.ts'
export { findingColumns, listedFindingColumns, toFinding, toFindingRecord } from './finding-row.ts'
export { findingValueColumns, findingValues } from './finding-values.ts'
export { integrationColumns, integrationValues } from './integration-row.ts'
export type { InventoryRow } from './inventory-row.ts'
export { assetColumns, assetValues, inventoryColumns, toInventoryItem } from './inventory-row.ts'
export { decodeCursor, encodeCursor, pageLimit } from './list-cursor.ts'
export { normalizeTime } from './normalize-time.ts'
export type { StoredOutboxRow } from './outbox-row.ts'
export { outboxColumns, outboxValues, toOutboxRow } from './outbox-row.ts'
export { RememberedWalks, type Walk, type WalkStep } from './remembered-walks.ts'
export { type RunRow, runValues, toRunRecord, toScanReport } from './run-row.ts'
export { schemaSteps } from './schema-steps.ts'
export type { SealedRow } from './sealed-row.ts'
export { sealedColumns, sealedValues, toSealedRecord } from './sealed-row.ts'
export type { SqlDialect } from './sql-dialect.ts'
export { storedSeverities } from './stored-severities.ts'
export {
  fromStoredText,
  isKeyDigest,
  toStoredKey,
  toStoredKeys,
  toStoredList,
  toStoredText,
  toWholeKey,
} from './stored-text.ts'
export { type StreamRow, streamValues, toStream } from './stream-row.ts'
