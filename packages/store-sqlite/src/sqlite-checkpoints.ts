import type { CheckpointStore, RunRecord, ScanReport, StreamCheckpoint, Watermark } from '@opencasb/core'
import { type StreamRow, toStoredText, toStream } from '@opencasb/store-kit'
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
      database.get<{ doc: string; report: string | null }>(
        `select doc, report from run where ${ofIntegration} and ${condition} order by id desc limit 1`,
        toStoredText(integration),
      ),
    )

  return {
    load: (integration) => streams<StreamCheckpoint>('checkpoint', integration),
    watermarks: (integration) => streams<Watermark>('watermark', integration),
    async lastRun(integration) {
      const row = await newest(integration, 'true')
      if (!row) return undefined
      const run: RunRecord = JSON.parse(row.doc)
      return row.report === null ? run : { ...run, report: JSON.parse(row.report) }
    },
    async lastReport(integration): Promise<ScanReport | undefined> {
      const row = await newest(integration, 'report is not null')
      return row?.report ? JSON.parse(row.report) : undefined
    },
  }
}
