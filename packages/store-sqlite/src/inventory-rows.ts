import type { CommitBatch } from '@opencasb/core'
import { assetColumns, assetValues, toStoredKeys, toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'
import type { NameTable } from './name-table.ts'

const putAsset = `insert into inventory(integration_id, partition_id, ${assetColumns}, first_seen, last_seen, seen_run)
  values(?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict(integration_id, partition_id, item) do update set kind = excluded.kind, name = excluded.name, doc = excluded.doc,
    last_seen = excluded.last_seen, seen_run = excluded.seen_run`

/** Writes the inventory part of a batch. */
export function writeInventory(database: Database, names: NameTable, integrationId: number, batch: CommitBatch): void {
  const { inventory, inventorySweep } = batch
  if (inventory) {
    const { at, assets, removed = [] } = inventory
    const partitionId = names.openPartition(integrationId, inventory.resource, inventory.partition)
    const runId = toStoredText(inventory.runId)
    for (const { item, asset } of assets) {
      database.run(putAsset, integrationId, partitionId, ...assetValues(item, asset), at, at, runId)
    }
    if (removed.length > 0) {
      database.run(
        `delete from inventory where integration_id = ? and partition_id = ?
           and item in (select value from json_each(?))`,
        integrationId,
        partitionId,
        toStoredKeys(removed),
      )
    }
  }
  if (inventorySweep) {
    const { resource, partition, runId } = inventorySweep
    const sql = 'delete from inventory where integration_id = ? and partition_id = ? and seen_run <> ?'
    const partitionId = names.openPartition(integrationId, resource, partition)
    database.run(sql, integrationId, partitionId, toStoredText(runId))
  }
}
