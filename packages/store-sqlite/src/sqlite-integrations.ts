import type { ErasedCounts, Integration, IntegrationFilter, IntegrationStore } from '@opencasb/core'
import { integrationColumns, integrationValues, toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'
import { eraseIntegration, type IntegrationRow } from './erase-integration.ts'

const nothing: ErasedCounts = { findings: 0, assets: 0, progress: 0, cachedAnswers: 0, outbox: 0 }

const insertSql = `insert into integration(${integrationColumns}) values(${integrationColumns.replaceAll(/\w+/g, '?')})`
const addSql = `${insertSql} on conflict(key) do nothing`
const putSql = `${insertSql}
  on conflict(key) do update set ${integrationColumns.replaceAll(/\w+/g, (column) => `${column} = excluded.${column}`)}`

/** Reads an integration. Call it inside of a transaction. */
export function findIntegration(database: Database, id: string): Integration | undefined {
  const row = findRow(database, id)
  return row && JSON.parse(row.doc)
}

/** Writes an integration. Call it inside of a transaction. */
export function putIntegration(database: Database, integration: Integration): void {
  database.run(putSql, ...integrationValues(integration))
}

/**
 * Integrations in the database.
 * @param onRemove is called inside of the transaction that removes; it says how many more cached answers are forgotten
 */
export function sqliteIntegrations(database: Database, onRemove: (id: string) => number): IntegrationStore {
  return {
    add: (integration) => database.write(() => database.run(addSql, ...integrationValues(integration)) > 0),
    put: (integration) => database.write(() => putIntegration(database, integration)),
    get: (id) => database.read(() => findIntegration(database, id)),
    list: (filter = {}) =>
      database.read(() => {
        const { sql, values } = listQuery(filter)
        return database.all<{ doc: string }>(sql, ...values).map(({ doc }): Integration => JSON.parse(doc))
      }),
    update: (id, change) =>
      database.write(() => {
        const current = findIntegration(database, id)
        if (!current) return undefined
        const next = change(current)
        putIntegration(database, next)
        return next
      }),
    remove: (id) =>
      database.erase(() => {
        const row = findRow(database, id)
        const unwritten = onRemove(id)
        const counts = row ? eraseIntegration(database, row) : nothing
        return { ...counts, cachedAnswers: counts.cachedAnswers + unwritten }
      }),
  }
}

function findRow(database: Database, id: string): IntegrationRow | undefined {
  return database.get<IntegrationRow>('select id, doc from integration where key = ?', toStoredText(id))
}

function listQuery({ connector, owner, tenant, dueBefore, limit }: IntegrationFilter): {
  readonly sql: string
  readonly values: readonly (string | number)[]
} {
  const conditions: string[] = ['true']
  const values: (string | number)[] = []
  for (const [column, value] of Object.entries({ connector, owner, tenant })) {
    if (value === undefined) continue
    conditions.push(`${column} = ?`)
    values.push(toStoredText(value))
  }
  if (dueBefore !== undefined) {
    conditions.push('paused_at is null', 'next_scan_at is not null', 'next_scan_at <= ?')
    values.push(dueBefore)
  }
  const order = dueBefore === undefined ? 'id' : 'next_scan_at, id'
  // A negative limit is none.
  return {
    sql: `select doc from integration where ${conditions.join(' and ')} order by ${order} limit ?`,
    values: [...values, limit ?? -1],
  }
}
