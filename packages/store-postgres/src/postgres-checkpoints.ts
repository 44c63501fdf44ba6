import type { CheckpointStore, RunRecord, ScanReport, StreamCheckpoint, Watermark } from '@opencasb/core'
import { type StreamRow, toStoredText, toStream } from '@opencasb/store-kit'
import type { Database } from './database.ts'

interface RunRow {
  readonly doc: string
  readonly report: string | null
}

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
