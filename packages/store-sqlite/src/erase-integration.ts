import type { ErasedCounts, Integration } from '@opencasb/core'
import { toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'
import { eraseNotes } from './sqlite-budgets.ts'

/** An integration as it stands in the database. */
export interface IntegrationRow {
  readonly id: number
  readonly doc: string
}

/** Erases everything that belongs to an integration. Call it inside of a transaction. */
export function eraseIntegration(database: Database, { id, doc }: IntegrationRow): ErasedCounts {
  const erase = (table: string): number => database.run(`delete from ${table} where integration_id = ?`, id)
  for (const table of ['finding_history', 'partition', 'resource', 'check_words']) erase(table)
  const counts = {
    findings: erase('finding'),
    assets: erase('inventory'),
    progress: erase('checkpoint') + erase('watermark') + erase('run'),
    cachedAnswers: erase('http_cache'),
    outbox: erase('outbox'),
  }
  const integration: Integration = JSON.parse(doc)
  for (const key of [`scan:${integration.id}`, `credential:${integration.credentialRef}`]) {
    database.run('delete from lease where key = ?', toStoredText(key))
  }
  eraseNotes(database)
  database.run('delete from integration where id = ?', id)
  return counts
}
