import type { InventoryFilter, InventoryItem, InventoryStore } from '@opencasb/core'
import {
  decodeCursor,
  encodeCursor,
  type InventoryRow,
  inventoryColumns,
  pageLimit,
  toInventoryItem,
  toStoredList,
} from '@opencasb/store-kit'
import type { Database } from './database.ts'
import type { NameTable } from './name-table.ts'
import { containsText } from './search-text.ts'

/** Assets in the database. */
export function sqliteInventory(database: Database, names: NameTable): InventoryStore {
  return {
    list: (filter, options = {}) =>
      database.read(() => {
        const limit = pageLimit(options.limit)
        const { conditions, values } = conditionsOf(filter)
        if (options.after !== undefined) {
          conditions.push('(kind, name, item, partition_id) > (?, ?, ?, ?)')
          values.push(...decodeCursor(options.after, ['string', 'string', 'string', 'number']))
        }
        const rows = database.all<InventoryRow>(
          `select ${inventoryColumns} from inventory ${where(conditions)} order by kind, name, item, partition_id limit ?`,
          ...values,
          limit + 1,
        )
        const items = rows.slice(0, limit).map((row) => toItem(row, names))
        const last = rows[limit - 1]
        if (rows.length <= limit || !last) return { items }
        return { items, cursor: encodeCursor([last.kind, last.name, last.item, last.partition_id]) }
      }),
    count: (filter) =>
      database.read(() => {
        const { conditions, values } = conditionsOf(filter)
        const sql = `select kind, count(*) as n from inventory ${where(conditions)} group by kind`
        const rows = database.all<{ kind: string; n: number }>(sql, ...values)
        return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
      }),
  }
}

function conditionsOf(filter: InventoryFilter): { conditions: string[]; values: (string | number)[] } {
  const conditions: string[] = []
  const values: (string | number)[] = []
  if (filter.integration) {
    conditions.push('integration_id in (select id from integration where key in (select value from json_each(?)))')
    values.push(toStoredList(filter.integration))
  }
  if (filter.kind) {
    conditions.push('kind in (select value from json_each(?))')
    values.push(toStoredList(filter.kind))
  }
  if (filter.text) {
    conditions.push(containsText('name'))
    values.push(filter.text.toLowerCase())
  }
  return { conditions, values }
}

function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
}

function toItem(row: InventoryRow, names: NameTable): InventoryItem {
  return toInventoryItem(row, names.integrationKey(row.integration_id), names.place(row.partition_id))
}
