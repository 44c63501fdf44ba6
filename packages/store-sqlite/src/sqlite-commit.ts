import type { CommitBatch, FindingHistoryEntry } from '@opencasb/core'
import { StateError } from '@opencasb/core'
import {
  checkPatched,
  checkRevision,
  findingValueColumns,
  findingValues,
  fromStoredText,
  type StoredPlace,
  type StoredRevision,
  toStoredList,
  toStoredText,
} from '@opencasb/store-kit'
import type { CheckWordsTable } from './check-words-table.ts'
import type { Database } from './database.ts'
import { writeInventory } from './inventory-rows.ts'
import type { NameTable } from './name-table.ts'
import { writeProgress } from './progress-rows.ts'
import { findIntegration, putIntegration } from './sqlite-integrations.ts'
import { addToOutbox } from './sqlite-outbox.ts'

const columns = `integration_id, resource_id, partition_id, words_id, ${findingValueColumns}`
const updates = columns
  .split(', ')
  .filter((column) => column !== 'integration_id' && column !== 'fingerprint')
  .map((column) => `${column} = excluded.${column}`)

const putFinding = `insert into finding(${columns}) values(${columns.replaceAll(/\w+/g, '?')})
  on conflict(fingerprint, integration_id) do update set ${updates.join(', ')}`

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

  /**
   * @throws StateError `lease-lost` where somebody else has become the owner, or the integration is gone; `conflict` where
   *   somebody else has changed what the batch is based on
   */
  write(batch: CommitBatch): void {
    this.#checkFence(batch.fence)
    const integrationId = this.#names.integrationId(batch.integration)
    if (integrationId === undefined) {
      throw new StateError(`Integration ${batch.integration} has been removed; nothing was written.`, {
        reason: 'lease-lost',
      })
    }
    if (batch.findings) this.#putFindings(integrationId, batch.findings)
    this.#markFindings(integrationId, batch)
    writeInventory(this.#database, this.#names, integrationId, batch)
    writeProgress(this.#database, integrationId, batch)
    addToOutbox(this.#database, this.#names, batch.outbox ?? [])
    if (batch.patch) {
      const integration = findIntegration(this.#database, batch.integration)
      if (integration) {
        checkPatched(batch, integration)
        putIntegration(this.#database, { ...integration, ...batch.patch })
      }
    }
  }

  #checkFence(fence: CommitBatch['fence']): void {
    if (!fence) return
    const sql = 'select fence from lease where key = ?'
    if (this.#database.get<{ fence: number }>(sql, toStoredText(fence.key))?.fence === fence.fence) return
    throw new StateError(`Another process has taken over ${fence.key}; nothing was written.`, { reason: 'lease-lost' })
  }

  #putFindings(integrationId: number, findings: NonNullable<CommitBatch['findings']>): void {
    const known = this.#knownOf(integrationId, findings)
    let place = { resource: '', partition: '', ids: [0, 0] }
    for (const { record, history } of findings) {
      const { fingerprint } = record.finding
      // Findings of a batch stand mostly in one place.
      if (record.resource !== place.resource || record.partition !== place.partition || place.ids[0] === 0) {
        const { resource, partition } = record
        place = { resource, partition, ids: this.#placeIds(integrationId, record) }
      }
      const wordsId = this.#words.idOf(integrationId, record.finding)
      const added = this.#database.insert(putFinding, integrationId, ...place.ids, wordsId, ...findingValues(record))
      const id = known.get(fingerprint)?.id ?? added
      if (history) this.#putHistory(integrationId, id, history)
    }
  }

  /** What is stored of these findings. @throws StateError `conflict` where it is not what a finding was based on */
  #knownOf(integrationId: number, findings: NonNullable<CommitBatch['findings']>): ReadonlyMap<string, StoredRevision> {
    const rows = this.#database.all<StoredRevision & { readonly fingerprint: string }>(
      `select id, fingerprint, revision, seen_run from finding where ${ofFingerprints}`,
      integrationId,
      toStoredList(findings.map(({ record }) => record.finding.fingerprint)),
    )
    const known = new Map(rows.map((row) => [fromStoredText(row.fingerprint), row]))
    for (const { record, basedOn } of findings) {
      checkRevision(record.finding.fingerprint, basedOn, known.get(record.finding.fingerprint))
    }
    return known
  }

  #placeIds(integrationId: number, { resource, partition }: StoredPlace): number[] {
    const resourceId = this.#names.openResource(integrationId, resource)
    return [resourceId, this.#names.openPartition(integrationId, resource, partition)]
  }

  #putHistory(integrationId: number, findingId: number, history: FindingHistoryEntry): void {
    this.#database.run(
      `insert into finding_history(integration_id, finding_id, revision, change_id, doc) values(?, ?, ?, ?, ?)
         on conflict do nothing`,
      integrationId,
      findingId,
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
        `update finding indexed by finding_words set unknown_since = ? where integration_id = ?
           and words_id in (select value from json_each(?)) and state <> 'resolved' and unknown_since is null`,
        unassessedChecks.at,
        integrationId,
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
