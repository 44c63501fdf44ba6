import type { CheckpointStore, StreamCheckpoint, Watermark } from '@opencasb/core'
import { type RunRow, type StreamRow, toRunRecord, toScanReport, toStoredText, toStream } from '@opencasb/store-kit'
import type { Database } from './database.ts'

const ofIntegration = 'integration_id = (select id from {integration} where key = $1)'

/** Checkpoints, watermarks and runs in the database. */
export function postgresCheckpoints(database: Database): CheckpointStore {
  const streams = async <T>(table: 'checkpoint' | 'watermark', integration: string): Promise<readonly T[]> => {
    const sql = `select resource, partition, doc from {${table}} where ${ofIntegration}`
    const rows = await database.rows<StreamRow>(sql, [toStoredText(integration)])
    return rows.map((row) => toStream<T>(row))
  }
  const newest = async (integration: string, condition: string): Promise<RunRow | undefined> => {
    const sql = `select doc, report from {run} where ${ofIntegration} and ${condition} order by id desc limit 1`
    return (await database.rows<RunRow>(sql, [toStoredText(integration)]))[0]
  }

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
