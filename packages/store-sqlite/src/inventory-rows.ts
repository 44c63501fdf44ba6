import type { CommitBatch } from '@opencasb/core'
import type { Database } from './database.ts'
import type { NameTable } from './name-table.ts'
import { toStoredList, toStoredText } from './stored-text.ts'

const putAsset = `insert into inventory(partition_id, item, kind, name, doc, first_seen, last_seen, seen_run)
  values(?, ?, ?, ?, ?, ?, ?, ?)
  on conflict(partition_id, item) do update set kind = excluded.kind, name = excluded.name, doc = excluded.doc,
    last_seen = excluded.last_seen, seen_run = excluded.seen_run`

/** Writes the inventory part of a batch. */
export function writeInventory(database: Database, names: NameTable, integrationId: number, batch: CommitBatch): void {
  const { inventory, inventorySweep } = batch
  if (inventory) {
    const { at, assets, removed = [] } = inventory
    const partitionId = names.openPartition(names.openResource(integrationId, inventory.resource), inventory.partition)
    const runId = toStoredText(inventory.runId)
    for (const { item, asset } of assets) {
      const { kind, name, ...rest } = asset
      const values = [partitionId, toStoredText(item), kind, toStoredText(name), JSON.stringify(rest), at, at, runId]
      database.run(putAsset, ...values)
    }
    if (removed.length > 0) {
      database.run(
        'delete from inventory where partition_id = ? and item in (select value from json_each(?))',
        partitionId,
        toStoredList(removed),
      )
    }
  }
  if (inventorySweep) {
    const partitionId = names.openPartition(
      names.openResource(integrationId, inventorySweep.resource),
      inventorySweep.partition,
    )
    const runId = toStoredText(inventorySweep.runId)
    database.run('delete from inventory where partition_id = ? and seen_run <> ?', partitionId, runId)
  }
}
