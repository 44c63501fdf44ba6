import type { CheckpointStore, StreamCheckpoint, Watermark } from '@opencasb/core'
import { type RunRow, type StreamRow, toRunRecord, toScanReport, toStoredText, toStream } from '@opencasb/store-kit'
import type { Database } from './database.ts'

const ofIntegration = 'integration_id = (select id from integration where key = ?)'

/** Checkpoints, watermarks and runs in the database. */
export function sqliteCheckpoints(database: Database): CheckpointStore {
  const streams = <T>(table: 'checkpoint' | 'watermark', integration: string): Promise<readonly T[]> =>
    database.read(() =>
      database
        .all<StreamRow>(
          `select resource, partition, doc from ${table} where ${ofIntegration}`,
          toStoredText(integration),
        )
        .map((row) => toStream<T>(row)),
    )
  const newest = (integration: string, condition: string) =>
    database.read(() =>
      database.get<RunRow>(
        `select doc, report from run where ${ofIntegration} and ${condition} order by id desc limit 1`,
        toStoredText(integration),
      ),
    )

  return {
    load: (integration) => streams<StreamCheckpoint>('checkpoint', integration),
    watermarks: (integration) => streams<Watermark>('watermark', integration),
    async lastRun(integration) {
      const row = await newest(integration, 'true')
      return row && toRunRecord(row)
    },
    async lastReport(integration) {
      const row = await newest(integration, 'report is not null')
      return row && toScanReport(row)
    },
  }
}
