import type { InventoryFilter, InventoryItem, ListOptions, ListPage } from '../contract/state.ts'

/** The assets that the last scans saw. */
export interface InventoryService {
  /** By kind, then name. */
  list(filter?: InventoryFilter, options?: ListOptions): Promise<ListPage<InventoryItem>>
  /** How many there are, by kind. */
  count(filter?: InventoryFilter): Promise<Readonly<Record<string, number>>>
}
