import type { InventoryFilter, InventoryStore } from '../contract/state.ts'
import { checkListOptions } from '../given/check-list-options.ts'
import { anyText, checkGiven, filterOf, listOf, oneOf, type Reader, texts } from '../given/reader.ts'
import { assetKinds } from '../model/asset.ts'
import type { InventoryService } from './inventory-service.ts'

const inventoryFilter = filterOf({
  integration: texts,
  kind: listOf(oneOf(assetKinds)),
  text: anyText,
} satisfies Record<keyof InventoryFilter, Reader>)

/** Makes the inventory service of a scanner. */
export function createInventoryService(inventory: InventoryStore): InventoryService {
  const read = (filter: InventoryFilter = {}): InventoryFilter => {
    checkGiven(inventoryFilter, filter, 'filter')
    return filter
  }
  return {
    list: async (filter, options) => inventory.list(read(filter), checkListOptions(options)),
    count: async (filter) => inventory.count(read(filter)),
  }
}
