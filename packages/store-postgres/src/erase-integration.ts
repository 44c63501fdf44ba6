import type { ErasedCounts, Integration } from '@opencasb/core'
import { toStoredText } from '@opencasb/store-kit'
import type { Transaction } from './transaction.ts'

const nothing: ErasedCounts = { findings: 0, assets: 0, progress: 0, cachedAnswers: 0, outbox: 0 }

/**
 * Erases everything that belongs to an integration.
 * @param unwritten keys of cached answers that were to be written
 */
export async function eraseIntegration(
  transaction: Transaction,
  id: string,
  unwritten: readonly string[],
): Promise<ErasedCounts> {
  const key = toStoredText(id)
  // In the order in which commits take them, so that neither waits for what the other has.
  await transaction.run('select from {lease} where key = $1 for update', [toStoredText(`scan:${id}`)])
  const sql = 'select id, doc from {integration} where key = $1 for update'
  const [row] = await transaction.rows<{ id: number; doc: string }>(sql, [key])
  if (!row) return nothing
  // A large tenant takes longer than a statement may; one that waits for others, as above, does not.
  await transaction.takeTime()
  const erase = (table: string) => transaction.run(`delete from {${table}} where integration_id = $1`, [row.id])
  for (const table of ['finding_history', 'partition', 'resource', 'check_words']) await erase(table)
  const cachedSql = 'select count(*) as n from {http_cache} where integration_id = $1 and key = any($2::text[])'
  const [written] = await transaction.rows<{ n: number }>(cachedSql, [row.id, unwritten])
  const counts = {
    findings: await erase('finding'),
    assets: await erase('inventory'),
    progress: (await erase('checkpoint')) + (await erase('watermark')) + (await erase('run')),
    cachedAnswers: (await erase('http_cache')) + unwritten.length - (written?.n ?? 0),
    outbox: await erase('outbox'),
  }
  const { credentialRef }: Integration = JSON.parse(row.doc)
  const leases = [`scan:${id}`, `credential:${credentialRef}`].map(toStoredText)
  await transaction.run('delete from {lease} where key = any($1::text[])', [leases])
  await transaction.run('delete from {integration} where id = $1', [row.id])
  return counts
}
