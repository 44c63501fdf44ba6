import type { CommitBatch } from '@opencasb/core'
import { assetColumns, assetValues, toStoredKey, toStoredText } from '@opencasb/store-kit'
import type { NameTable } from './name-table.ts'
import type { Transaction } from './transaction.ts'

const columns = assetColumns.split(', ')

const putSql = `insert into {inventory}(integration_id, partition_id, ${assetColumns}, first_seen, last_seen, seen_run)
  select $1::bigint, $2::bigint, given.*, $3, $3, $4
    from unnest(${columns.map((_, at) => `$${at + 5}::text[]`).join(', ')}) as given
  on conflict (integration_id, partition_id, item) do update set kind = excluded.kind, name = excluded.name,
    doc = excluded.doc, last_seen = excluded.last_seen, seen_run = excluded.seen_run`
const removeSql = 'delete from {inventory} where integration_id = $1 and partition_id = $2 and item = any($3::text[])'
const sweepSql = 'delete from {inventory} where integration_id = $1 and partition_id = $2 and seen_run <> $3'

/** Writes the inventory part of a batch. */
export async function writeInventory(
  transaction: Transaction,
  names: NameTable,
  integrationId: number,
  { inventory, inventorySweep }: CommitBatch,
): Promise<void> {
  if (inventory) {
    const { at, assets, removed = [] } = inventory
    const { partition } = await names.open(transaction, integrationId, inventory)
    // One statement changes a row once: of the same item twice, the later one counts.
    const rows = new Map(assets.map(({ item, asset }) => [item, assetValues(item, asset)]))
    if (rows.size > 0) {
      const cells = columns.map((_, column) => Array.from(rows.values(), (row) => row[column] ?? ''))
      await transaction.run(putSql, [integrationId, partition, at, toStoredText(inventory.runId), ...cells])
    }
    if (removed.length > 0) await transaction.run(removeSql, [integrationId, partition, removed.map(toStoredKey)])
  }
  if (inventorySweep) {
    const { partition } = await names.open(transaction, integrationId, inventorySweep)
    await transaction.run(sweepSql, [integrationId, partition, toStoredText(inventorySweep.runId)])
  }
}
