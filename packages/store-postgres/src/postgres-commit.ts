import { type CommitBatch, type Integration, StateError } from '@opencasb/core'
import { checkPatched, toStoredText } from '@opencasb/store-kit'
import type { CheckWordsTable } from './check-words-table.ts'
import { markFindings } from './mark-findings.ts'
import type { NameTable } from './name-table.ts'
import { putIntegration } from './postgres-integrations.ts'
import { addToOutbox } from './postgres-outbox.ts'
import type { Transaction } from './transaction.ts'
import { writeFindings } from './write-findings.ts'
import { writeInventory } from './write-inventory.ts'
import { writeProgress } from './write-progress.ts'

/** Locked to the end of the transaction: whoever wants the lease waits, and what is written was the owner's to write. */
const fenceSql = 'select fence from {lease} where key = $1 for update'
/**
 * Locked as well: whoever removes the integration waits, and so do other commits for it, which might otherwise take the
 * same rows in another order and block each other.
 */
const integrationSql = 'select id, doc from {integration} where key = $1 for no key update'

/** What writing needs besides the transaction. */
export interface CommitTables {
  readonly names: NameTable
  readonly words: CheckWordsTable
}

/**
 * Writes a batch.
 * @throws StateError `lease-lost` where somebody else has become the owner, or the integration is gone; `conflict` where
 *   somebody else has changed what the batch is based on
 */
export async function writeBatch(transaction: Transaction, tables: CommitTables, batch: CommitBatch): Promise<void> {
  await checkFence(transaction, batch.fence)
  const key = toStoredText(batch.integration)
  const [integration] = await transaction.rows<{ id: number; doc: string }>(integrationSql, [key])
  if (!integration) {
    const message = `Integration ${batch.integration} has been removed; nothing was written.`
    throw new StateError(message, { reason: 'lease-lost' })
  }
  await writeFindings(transaction, tables, integration.id, batch.findings ?? [])
  await markFindings(transaction, integration.id, batch)
  await writeInventory(transaction, tables.names, integration.id, batch)
  await writeProgress(transaction, integration.id, batch)
  await addToOutbox(transaction, batch.outbox ?? [])
  if (batch.patch) {
    const current: Integration = JSON.parse(integration.doc)
    checkPatched(batch, current)
    await putIntegration(transaction, { ...current, ...batch.patch })
  }
}

async function checkFence(transaction: Transaction, fence: CommitBatch['fence']): Promise<void> {
  if (!fence) return
  const [owner] = await transaction.rows<{ fence: number }>(fenceSql, [toStoredText(fence.key)])
  if (owner?.fence === fence.fence) return
  throw new StateError(`Another process has taken over ${fence.key}; nothing was written.`, { reason: 'lease-lost' })
}
