import type { Integration, IntegrationStore } from '@opencasb/core'
import type { Database } from './database.ts'
import { toStoredText } from './stored-text.ts'

/** Everything that belongs to an integration, rows that refer to others first. */
const erasures: readonly string[] = [
  'delete from finding_history where finding_id in (select id from finding where integration_id = ?)',
  'delete from finding where integration_id = ?',
  `delete from inventory where partition_id in (select partition.id from partition
     join resource on resource.id = resource_id where integration_id = ?)`,
  'delete from partition where resource_id in (select id from resource where integration_id = ?)',
  ...['resource', 'check_words', 'checkpoint', 'watermark', 'run', 'http_cache'].map(
    (table) => `delete from ${table} where integration_id = ?`,
  ),
  'delete from integration where id = ?',
]

/** Integrations in the database. */
export function sqliteIntegrations(database: Database, onRemove: (id: string) => void): IntegrationStore {
  const find = (id: string): Integration | undefined => {
    const row = database.get<{ doc: string }>('select doc from integration where key = ?', toStoredText(id))
    return row && JSON.parse(row.doc)
  }
  const put = (integration: Integration): void => {
    database.run(
      'insert into integration(key, doc) values(?, ?) on conflict(key) do update set doc = excluded.doc',
      toStoredText(integration.id),
      JSON.stringify(integration),
    )
  }

  return {
    put: (integration) => database.write(() => put(integration)),
    get: (id) => database.read(() => find(id)),
    list: () =>
      database.read(() =>
        database.all<{ doc: string }>('select doc from integration order by id').map(({ doc }) => JSON.parse(doc)),
      ),
    setTenant: (id, tenant) =>
      database.write(() => {
        const integration = find(id)
        if (integration) put({ ...integration, tenant })
      }),
    async remove(id) {
      onRemove(id)
      await database.write(() => {
        const sql = 'select id from integration where key = ?'
        const row = database.get<{ id: number }>(sql, toStoredText(id))
        if (row) for (const erasure of erasures) database.run(erasure, row.id)
      })
      database.emptyLog()
    },
  }
}
