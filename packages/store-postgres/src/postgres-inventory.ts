import type { InventoryFilter, InventoryStore } from '@opencasb/core'
import {
  decodeCursor,
  encodeCursor,
  type InventoryRow,
  inventoryColumns,
  pageLimit,
  toInventoryItem,
} from '@opencasb/store-kit'
import { type RawBuilder, sql } from 'kysely'
import { containsText } from './contains-text.ts'
import type { Database } from './database.ts'
import { integrationCondition } from './integration-condition.ts'
import type { NameTable } from './name-table.ts'
import type { QueryBuilder } from './tables.ts'

const columns = inventoryColumns.split(', ') as readonly (keyof InventoryRow)[]

/** Assets in the database. */
export function postgresInventory(
  database: Database,
  builder: QueryBuilder,
  names: NameTable,
  collation: string,
): InventoryStore {
  const matching = (filter: InventoryFilter): RawBuilder<boolean> => {
    const parts: RawBuilder<boolean>[] = [sql`true`]
    if (filter.integration) parts.push(integrationCondition(builder, filter.integration))
    if (filter.kind) parts.push(sql`kind = any(${filter.kind}::text[])`)
    if (filter.text) parts.push(containsText(sql.ref('name'), filter.text.toLowerCase(), collation))
    return sql<boolean>`${sql.join(parts, sql` and `)}`
  }

  return {
    async list(filter, options = {}) {
      const limit = pageLimit(options.limit)
      let query = builder.selectFrom('inventory').select(columns).where(matching(filter))
      if (options.after !== undefined) {
        const key = decodeCursor(options.after, ['string', 'string', 'string', 'number'])
        query = query.where(sql<boolean>`(kind, name, item, partition_id) > (${sql.join(key)})`)
      }
      const ordered = query.orderBy(sql`kind, name, item, partition_id`).limit(limit + 1)
      const rows = await database.ask<InventoryRow>(ordered.compile())
      const page = rows.slice(0, limit)
      const keys = await names.integrationKeys(
        database,
        page.map(({ integration_id }) => integration_id),
      )
      const places = await names.places(
        database,
        page.map(({ partition_id }) => partition_id),
      )
      const items = page.flatMap((row) => {
        const [integration, place] = [keys.get(row.integration_id), places.get(row.partition_id)]
        return integration !== undefined && place ? [toInventoryItem(row, integration, place)] : []
      })
      const last = page.at(-1)
      if (rows.length <= limit || !last) return { items }
      return { items, cursor: encodeCursor([last.kind, last.name, last.item, last.partition_id]) }
    },
    async count(filter) {
      const query = builder
        .selectFrom('inventory')
        .select(['kind', sql<number>`count(*)`.as('n')])
        .where(matching(filter))
        .groupBy('kind')
      const rows = await database.ask<{ kind: string; n: number }>(query.compile())
      return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
    },
  }
}
