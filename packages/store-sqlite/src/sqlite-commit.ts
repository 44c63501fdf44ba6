import type { CommitBatch, FindingHistoryEntry, FindingRecord } from '@opencasb/core'
import { StateError } from '@opencasb/core'
import type { CheckWordsTable } from './check-words.ts'
import type { Database } from './database.ts'
import { findingValues, valueColumns } from './finding-row.ts'
import { writeInventory } from './inventory-rows.ts'
import type { NameTable } from './name-table.ts'
import { writeProgress } from './progress-rows.ts'
import { toStoredList, toStoredText } from './stored-text.ts'

const columns = `integration_id, resource_id, partition_id, words_id, ${valueColumns}`
const updates = columns
  .split(', ')
  .filter((column) => column !== 'integration_id' && column !== 'fingerprint')
  .map((column) => `${column} = excluded.${column}`)

const putFinding = `insert into finding(${columns}) values(${columns.replaceAll(/\w+/g, '?')})
  on conflict(fingerprint, integration_id) do update set ${updates.join(', ')} returning id`

const ofFingerprints = 'integration_id = ? and fingerprint in (select value from json_each(?))'

/** Writes batches. Call it inside of a transaction. */
export class CommitWriter {
  readonly #database: Database
  readonly #names: NameTable
  readonly #words: CheckWordsTable

  constructor(database: Database, names: NameTable, words: CheckWordsTable) {
    this.#database = database
    this.#names = names
    this.#words = words
  }

  /** @throws StateError `lease-lost` where somebody else has become the owner, or the integration is gone */
  write(batch: CommitBatch): void {
    this.#checkFence(batch.fence)
    const integrationId = this.#names.integrationId(batch.integration)
    if (integrationId === undefined) {
      throw new StateError(`Integration ${batch.integration} has been removed; nothing was written.`, {
        reason: 'lease-lost',
      })
    }
    for (const { record, history } of batch.findings ?? []) this.#putFinding(integrationId, record, history)
    this.#markFindings(integrationId, batch)
    writeInventory(this.#database, this.#names, integrationId, batch)
    writeProgress(this.#database, integrationId, batch)
  }

  #checkFence(fence: CommitBatch['fence']): void {
    if (!fence) return
    const sql = 'select fence from lease where key = ?'
    if (this.#database.get<{ fence: number }>(sql, toStoredText(fence.key))?.fence === fence.fence) return
    throw new StateError(`Another process has taken over ${fence.key}; nothing was written.`, { reason: 'lease-lost' })
  }

  #putFinding(integrationId: number, record: FindingRecord, history: FindingHistoryEntry | undefined): void {
    const resourceId = this.#names.openResource(integrationId, record.resource)
    const partitionId = this.#names.openPartition(resourceId, record.partition)
    const wordsId = this.#words.idOf(integrationId, record.finding)
    const ids = [integrationId, resourceId, partitionId, wordsId]
    const row = this.#database.get<{ id: number }>(putFinding, ...ids, ...findingValues(record))
    if (!history || !row) return
    this.#database.run(
      'insert into finding_history(finding_id, revision, change_id, doc) values(?, ?, ?, ?) on conflict do nothing',
      row.id,
      history.revision,
      toStoredText(history.id),
      JSON.stringify(history),
    )
  }

  #markFindings(integrationId: number, { seen, unassessed, unassessedChecks, missed }: CommitBatch): void {
    if (seen) {
      const set = 'last_seen = ?, seen_run = ?, misses = 0, unknown_since = null'
      this.#mark(set, [seen.at, toStoredText(seen.runId)], integrationId, seen.fingerprints)
    }
    if (unassessed) {
      const set = 'unknown_since = coalesce(unknown_since, ?), seen_run = ?, misses = 0'
      this.#mark(set, [unassessed.at, toStoredText(unassessed.runId)], integrationId, unassessed.fingerprints)
    }
    if (unassessedChecks) {
      this.#database.run(
        `update finding set unknown_since = ? where words_id in (select value from json_each(?))
           and state <> 'resolved' and unknown_since is null`,
        unassessedChecks.at,
        this.#words.idsOf(integrationId, unassessedChecks.checks),
      )
    }
    if (missed) {
      this.#mark('misses = misses + 1, seen_run = ?', [toStoredText(missed.runId)], integrationId, missed.fingerprints)
    }
  }

  #mark(set: string, values: readonly string[], integrationId: number, fingerprints: readonly string[]): void {
    const sql = `update finding set ${set} where ${ofFingerprints}`
    this.#database.run(sql, ...values, integrationId, toStoredList(fingerprints))
  }
}
