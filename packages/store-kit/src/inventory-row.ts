import type { Asset, AssetKind, InventoryItem } from '@opencasb/core'
import type { StoredPlace } from './finding-row.ts'
import { fromStoredText, isKeyDigest, toStoredKey, toStoredText } from './stored-text.ts'

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

/** What has no column of its own; the item only where its column holds a digest. */
type InventoryDoc = Omit<Asset, 'kind' | 'name'> & { readonly item?: string }

/** The columns that {@link assetValues} fills. */
export const assetColumns: string = 'item, kind, name, doc'

/** What is stored of an asset. */
export function assetValues(item: string, { kind, name, ...rest }: Asset): string[] {
  const key = toStoredKey(item)
  const doc: InventoryDoc = { ...rest, ...(isKeyDigest(key) && { item }) }
  return [key, kind, toStoredText(name), JSON.stringify(doc)]
}

/** The asset in a row. */
export function toInventoryItem(row: InventoryRow, integration: string, place: StoredPlace): InventoryItem {
  const { item = fromStoredText(row.item), ...asset }: InventoryDoc = JSON.parse(row.doc)
  return {
    integration,
    ...place,
    item,
    asset: { ...asset, kind: row.kind as AssetKind, name: fromStoredText(row.name) },
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  }
}
