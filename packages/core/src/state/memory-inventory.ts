import type { InventoryFilter, InventoryItem, InventoryStore } from '../contract/state.ts'
import { compareText } from './compare-text.ts'
import type { InventoryRow, MemoryData } from './memory-data.ts'
import { sortByKey, takePage } from './memory-page.ts'

/** Assets in memory. */
export function memoryInventory(data: MemoryData): InventoryStore {
  return {
    async list(filter, options) {
      data.sortedInventory ??= sortByKey(rows(data), { key, compare: compareKeys })
      return takePage(
        data.sortedInventory,
        { key, compare: compareKeys, matches: inventoryFilter(filter), item: toItem },
        options,
      )
    },
    async count(filter) {
      const matches = inventoryFilter(filter)
      const counts = new Map<string, number>()
      for (const row of rows(data)) {
        if (matches(row)) counts.set(row.asset.kind, (counts.get(row.asset.kind) ?? 0) + 1)
      }
      return Object.fromEntries(counts)
    },
  }
}

function* rows(data: MemoryData): Generator<InventoryRow> {
  for (const integration of data.integrations.values()) {
    for (const { partitions } of integration.resources.values()) {
      for (const partition of partitions.values()) yield* partition.inventory.values()
    }
  }
}

function inventoryFilter(filter: InventoryFilter): (row: InventoryRow) => boolean {
  const integrations = filter.integration && new Set(filter.integration)
  const kinds = filter.kind && new Set(filter.kind)
  const text = filter.text?.toLowerCase()
  return ({ integration, asset }) =>
    (!integrations || integrations.has(integration)) &&
    (!kinds || kinds.has(asset.kind)) &&
    (!text || asset.name.toLowerCase().includes(text))
}

function toItem({ runId: _, ...item }: InventoryRow): InventoryItem {
  return item
}

function key(row: InventoryRow): readonly string[] {
  return [row.asset.kind, row.asset.name, row.item, row.integration, row.resource, row.partition]
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let part = 0; part < a.length; part++) {
    const order = compareText(a[part] ?? '', b[part] ?? '')
    if (order !== 0) return order
  }
  return 0
}
