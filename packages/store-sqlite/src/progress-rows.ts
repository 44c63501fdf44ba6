import type { CommitBatch, RunRecord, StreamCheckpoint, Watermark } from '@opencasb/core'
import { runValues, streamValues } from '@opencasb/store-kit'
import type { Database } from './database.ts'

/** Writes run, watermark and checkpoint of a batch. */
export function writeProgress(database: Database, integrationId: number, batch: CommitBatch): void {
  const { run, watermark, checkpoint, dropCheckpoints } = batch
  if (run) putRun(database, integrationId, run)
  if (watermark) putStream(database, 'watermark', integrationId, watermark)
  if (dropCheckpoints) database.run('delete from checkpoint where integration_id = ?', integrationId)
  else if (checkpoint) putStream(database, 'checkpoint', integrationId, checkpoint)
}

function putStream(
  database: Database,
  table: 'watermark' | 'checkpoint',
  integrationId: number,
  stream: Watermark | StreamCheckpoint,
): void {
  database.run(
    `insert into ${table}(integration_id, resource, partition, doc) values(?, ?, ?, ?)
       on conflict(integration_id, resource, partition) do update set doc = excluded.doc`,
    integrationId,
    ...streamValues(stream),
  )
}

/** Nobody asks for any but the newest run and the newest report: older ones go. */
function putRun(database: Database, integrationId: number, run: RunRecord): void {
  database.run(
    `insert into run(integration_id, run_id, doc, report) values(?, ?, ?, ?)
       on conflict(integration_id, run_id) do update set doc = excluded.doc, report = excluded.report`,
    integrationId,
    ...runValues(run),
  )
  database.run(
    `delete from run where integration_id = ?
       and id < (select max(id) from run where integration_id = ?)
       and id <> coalesce((select max(id) from run where integration_id = ? and report is not null), 0)`,
    integrationId,
    integrationId,
    integrationId,
  )
}
