import type { ResourceType, StreamContext } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { delegatedNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { type DriveFeed, readChanges, readFiles } from './drive-feed.ts'
import { fileFields, fileSchema, type GoogleFile } from './file-schema.ts'
import { assertReadable, userDrives } from './user-drives.ts'

/**
 * Files and folders that users in scope own, each once: what others have shared with them is in the others' drives.
 * Those in the bin are among them, for their shares last until they are deleted for good.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list
 */
export const file: ResourceType<GoogleFile, GoogleSession> = defineResource<GoogleFile, GoogleSession>({
  name: 'google.file',
  needs: delegatedNeeds('admin.directory.user.readonly', 'admin.directory.domain.readonly', 'drive.metadata.readonly'),
  order: 'unstable',
  cost: { bucket: 'drive', itemsPerRequest: 1_000 },
  key: ({ id }) => id,
  asset: ({ id, name, owner, trashed }) => ({
    kind: 'file',
    id,
    name,
    url: `https://drive.google.com/open?id=${encodeURIComponent(id)}`,
    owner,
    ...(trashed && { status: 'trashed' }),
  }),
  partitions: userDrives,
  async *collect(context) {
    yield* readFiles(await feedOf(context))
  },
  async *changes(context) {
    yield* readChanges(await feedOf(context))
  },
})

async function feedOf(context: StreamContext<GoogleSession>): Promise<DriveFeed<GoogleFile>> {
  const { session, signal, partition } = context
  assertReadable(partition)
  const ownDomains = await session.ownDomains(signal)
  const since = Date.parse(session.config.sharing.since ?? '')
  return {
    context,
    subject: partition.name,
    fields: fileFields,
    item: fileSchema(ownDomains, partition.name),
    ownDomains,
    belongs: ({ ownedByMe, modified }) => ownedByMe && !(modified !== undefined && modified.getTime() < since),
  }
}
