import type { Page, StreamContext } from '@opencasb/core/connector'
import type { M365Session } from '../../session.ts'
import { assertListed } from './drive-partition.ts'
import { basisOf, readPosition, writePosition } from './feed-position.ts'
import { type DriveItem, itemFields, itemSchema, keyOfItem, type SharedItem } from './item-schema.ts'

/**
 * Reads a drive: everything first, then what changed. The end of a full reading tells where the next one starts.
 * @param changesOnly what is shared no longer is told as gone
 * @see https://learn.microsoft.com/en-us/graph/api/driveitem-delta
 * @throws CheckpointExpiredError
 */
export async function* readDrive(
  { session, partition, signal, from }: StreamContext<M365Session>,
  changesOnly: boolean,
): AsyncGenerator<Page<SharedItem>, void, undefined> {
  await assertListed(partition, session, signal)
  const { since, everyItem } = session.config.sharing
  const basis = basisOf(await session.ownDomains(signal), session.config.sharing)
  const driveId = partition.key
  const start = Date.parse(since ?? '')
  const isWanted = (item: DriveItem): boolean =>
    (item.isShared || everyItem) &&
    !item.isDeleted &&
    // What is in an old folder that was shared is reached through it.
    !(item.modified !== undefined && !item.isFolder && item.modified.getTime() < start)
  const pages = session.client.delta(`/drives/${encodeURIComponent(driveId)}/root/delta`, {
    item: itemSchema,
    query: { $select: itemFields },
    keyOf: (value) => keyOf(driveId, value),
    signal,
    ...(from !== undefined && { from: readPosition(from, basis) }),
  })
  for await (const { items, unreadable, removed, next, watermark } of pages) {
    const wanted = items.filter(isWanted)
    const gone = items.filter((item) => !isWanted(item)).map(({ id }) => keyOfItem(driveId, id))
    yield {
      items: wanted.map((item) => itemOf(item, driveId, partition.name)),
      unreadable,
      ...(changesOnly && { removed: [...removed, ...gone] }),
      ...(next !== undefined && { cursor: writePosition(next, basis) }),
      ...(watermark !== undefined && { watermark: writePosition(watermark, basis) }),
    }
  }
}

function itemOf(
  { id, name, isFolder, isRoot, parentId, webUrl }: DriveItem,
  driveId: string,
  place: string,
): SharedItem {
  return { driveId, id, name: isRoot ? place : name, isFolder, parentId, webUrl, place }
}

function keyOf(driveId: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined
  return typeof value.id === 'string' && value.id !== '' ? keyOfItem(driveId, value.id) : undefined
}
