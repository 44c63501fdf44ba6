import type { Asset, AssetKind, InventoryItem } from '@opencasb/core'
import type { StoredPlace } from './finding-row.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** An asset as its table has it. */
export interface InventoryRow {
  readonly integration_id: number
  readonly partition_id: number
  readonly item: string
  readonly kind: string
  readonly name: string
  readonly doc: string
  readonly first_seen: string
  readonly last_seen: string
}

/** The columns of {@link InventoryRow}. */
export const inventoryColumns: string = 'integration_id, partition_id, item, kind, name, doc, first_seen, last_seen'

/** The columns that {@link assetValues} fills. */
export const assetColumns: string = 'item, kind, name, doc'

/** What is stored of an asset. */
export function assetValues(item: string, { kind, name, ...rest }: Asset): string[] {
  return [toStoredText(item), kind, toStoredText(name), JSON.stringify(rest)]
}

/** The asset in a row. */
export function toInventoryItem(row: InventoryRow, integration: string, place: StoredPlace): InventoryItem {
  return {
    integration,
    ...place,
    item: fromStoredText(row.item),
    asset: { ...JSON.parse(row.doc), kind: row.kind as AssetKind, name: fromStoredText(row.name) },
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  }
}
