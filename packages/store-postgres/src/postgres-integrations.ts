import type { Integration, IntegrationFilter, IntegrationStore } from '@opencasb/core'
import { integrationColumns, integrationValues, toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'
import { eraseIntegration } from './erase-integration.ts'
import type { QueryBuilder } from './tables.ts'
import type { BuiltQuery, Queryable } from './transaction.ts'

const columns = integrationColumns.split(', ')
const insertSql = `insert into {integration}(${integrationColumns}) values(${columns.map((_, at) => `$${at + 1}`).join(', ')})`
const addSql = `${insertSql} on conflict (key) do nothing`
const putSql = `${insertSql}
  on conflict (key) do update set ${columns
    .filter((column) => column !== 'key')
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`

interface DocRow {
  readonly doc: string
}

/** Adds an integration, or puts it in the place of the one with its id. */
export async function putIntegration(connection: Queryable, integration: Integration): Promise<void> {
  await connection.run(putSql, integrationValues(integration))
}

/**
 * Integrations in the database.
 * @param onRemove forgets what is to be cached for an integration, and says the keys
 */
export function postgresIntegrations(
  database: Database,
  builder: QueryBuilder,
  onRemove: (id: string) => readonly string[],
): IntegrationStore {
  return {
    add: async (integration) => (await database.run(addSql, integrationValues(integration))) > 0,
    put: (integration) => putIntegration(database, integration),
    async get(id) {
      const [row] = await database.rows<DocRow>('select doc from {integration} where key = $1', [toStoredText(id)])
      return row && (JSON.parse(row.doc) as Integration)
    },
    async list(filter = {}) {
      const rows = await database.ask<DocRow>(listQuery(builder, filter))
      return rows.map(({ doc }): Integration => JSON.parse(doc))
    },
    update: (id, change) =>
      database.transaction(async (transaction) => {
        const sql = 'select doc from {integration} where key = $1 for no key update'
        const [row] = await transaction.rows<DocRow>(sql, [toStoredText(id)])
        if (!row) return undefined
        const next = change(JSON.parse(row.doc))
        await putIntegration(transaction, next)
        return next
      }),
    async remove(id) {
      const unwritten = onRemove(id)
      return database.transaction((transaction) => eraseIntegration(transaction, id, unwritten))
    },
  }
}

function listQuery(
  builder: QueryBuilder,
  { connector, owner, tenant, dueBefore, limit }: IntegrationFilter,
): BuiltQuery {
  let query = builder.selectFrom('integration').select('doc')
  if (connector !== undefined) query = query.where('connector', '=', toStoredText(connector))
  if (owner !== undefined) query = query.where('owner', '=', toStoredText(owner))
  if (tenant !== undefined) query = query.where('tenant', '=', toStoredText(tenant))
  if (dueBefore !== undefined) {
    query = query.where('paused_at', 'is', null).where('next_scan_at', '<=', dueBefore).orderBy('next_scan_at')
  }
  query = query.orderBy('id')
  return (limit === undefined ? query : query.limit(limit)).compile()
}
