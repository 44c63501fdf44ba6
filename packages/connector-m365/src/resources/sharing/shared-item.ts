import type { Partition, PartitionContext, ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { readDrive } from './drive-feed.ts'
import { keyOfItem, type SharedItem } from './item-schema.ts'
import { oneDrives } from './one-drives.ts'
import { siteLibraries } from './site-libraries.ts'

/**
 * Files and folders in OneDrive, SharePoint and Teams that Microsoft marks as shared; those that are not are passed over,
 * unless the configuration says `sharing.everyItem`.
 * Each drive is read by itself.
 *
 * Its change feed tells of everything that happens to files. That of SharePoint tells of a link that was merely made or
 * taken away only to applications which may do everything in all sites, and this connector asks for reading alone: such a
 * link is seen when the file changes otherwise, and at the next full read.
 * @see https://learn.microsoft.com/en-us/graph/api/driveitem-delta#scanning-permissions-hierarchies
 */
export const sharedItem: ResourceType<SharedItem, M365Session> = defineResource<SharedItem, M365Session>({
  name: 'm365.shared-item',
  needs: graphNeeds(['User.Read.All', 'Sites.Read.All', 'Domain.Read.All']),
  order: 'stable',
  cost: { bucket: 'sharepoint', itemsPerRequest: 200 },
  key: ({ driveId, id }) => keyOfItem(driveId, id),
  asset: ({ driveId, id, name, webUrl, place }) => ({
    kind: 'file',
    id: keyOfItem(driveId, id),
    name,
    owner: place,
    ...(webUrl !== undefined && { url: webUrl }),
  }),
  partitions: drivesInScope,
  collect: (context) => readDrive(context, false),
  changes: (context) => readDrive(context, true),
})

async function* drivesInScope(context: PartitionContext<M365Session>): AsyncGenerator<Partition> {
  const { oneDrive, sites } = context.session.config.sharing
  // Every drive needs them: without, none has to be looked for.
  await context.session.ownDomains(context.signal)
  if (oneDrive) yield* oneDrives(context)
  if (sites?.length !== 0) yield* siteLibraries(context)
}
