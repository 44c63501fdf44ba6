import type { CommitBatch } from '@opencasb/core'
import { runValues, streamValues } from '@opencasb/store-kit'
import type { Transaction } from './transaction.ts'

const putStream = (table: 'watermark' | 'checkpoint'): string =>
  `insert into {${table}}(integration_id, resource, partition, doc) values($1, $2, $3, $4)
     on conflict (integration_id, resource, partition) do update set doc = excluded.doc`
const putWatermark = putStream('watermark')
const putCheckpoint = putStream('checkpoint')

/** Nobody asks for any but the newest run and the newest report: older ones go. */
const putRunSql = `insert into {run}(integration_id, run_id, doc, report) values($1, $2, $3, $4)
  on conflict (integration_id, run_id) do update set doc = excluded.doc, report = excluded.report`
const dropRunsSql = `delete from {run} where integration_id = $1
  and id < (select max(id) from {run} where integration_id = $1)
  and id <> coalesce((select max(id) from {run} where integration_id = $1 and report is not null), 0)`

/** Writes run, watermark and checkpoint of a batch. */
export async function writeProgress(
  transaction: Transaction,
  integrationId: number,
  batch: CommitBatch,
): Promise<void> {
  const { run, watermark, checkpoint, dropCheckpoints } = batch
  if (run) {
    await transaction.run(putRunSql, [integrationId, ...runValues(run)])
    await transaction.run(dropRunsSql, [integrationId])
  }
  if (watermark) await transaction.run(putWatermark, [integrationId, ...streamValues(watermark)])
  if (dropCheckpoints) await transaction.run('delete from {checkpoint} where integration_id = $1', [integrationId])
  else if (checkpoint) await transaction.run(putCheckpoint, [integrationId, ...streamValues(checkpoint)])
}
