import type { CommitBatch } from '@opencasb/core'
import { toStoredText } from '@opencasb/store-kit'
import type { Transaction } from './transaction.ts'

const ofFingerprints = 'where integration_id = $1 and fingerprint = any($2::text[])'
const seenSql = `update {finding} set last_seen = $3, seen_run = $4, misses = 0, unknown_since = null ${ofFingerprints}`
const unassessedSql = `update {finding}
  set unknown_since = coalesce(unknown_since, $3), seen_run = $4, misses = 0 ${ofFingerprints}`
const missedSql = `update {finding} set misses = misses + 1, seen_run = $3 ${ofFingerprints}`
const checksSql = `update {finding} set unknown_since = $3
  where integration_id = $1 and state <> 'resolved' and unknown_since is null and words_id = any(array(
    select id from {check_words} where integration_id = $1 and check_id = any($2::text[])))`

/** Writes what a batch says of findings that are otherwise unchanged: a statement for each kind of mark. */
export async function markFindings(transaction: Transaction, integrationId: number, batch: CommitBatch): Promise<void> {
  const { seen, unassessed, unassessedChecks, missed } = batch
  const mark = async (sql: string, texts: readonly string[], ...values: string[]): Promise<void> => {
    if (texts.length > 0) await transaction.run(sql, [integrationId, texts.map(toStoredText), ...values])
  }
  if (seen) await mark(seenSql, seen.fingerprints, seen.at, toStoredText(seen.runId))
  if (unassessed) await mark(unassessedSql, unassessed.fingerprints, unassessed.at, toStoredText(unassessed.runId))
  if (unassessedChecks) await mark(checksSql, unassessedChecks.checks, unassessedChecks.at)
  if (missed) await mark(missedSql, missed.fingerprints, toStoredText(missed.runId))
}
