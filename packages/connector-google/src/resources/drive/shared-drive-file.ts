import { counted } from '@opencasb/connector-kit'
import { UnexpectedAnswerError } from '@opencasb/core'
import type { Partition, PartitionContext, ResourceType, StreamContext } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { delegatedNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { type DriveFeed, readChanges, readFiles } from './drive-feed.ts'
import { folderType } from './file-schema.ts'
import { readSharedDrives } from './shared-drive.ts'
import { type OpenedDrive, openSharedDrive } from './shared-drive-reader.ts'

/** A file or folder in a shared drive. */
export interface SharedDriveFile {
  readonly id: string
  readonly name: string
  readonly isFolder: boolean
  readonly trashed: boolean
  /** Others than members have access, or may have: its permissions have to be read. */
  readonly hasOwnAccess: boolean
  readonly modified: Date | undefined
  /** Primary e-mail address of the member in whose name it was read. */
  readonly reader: string
  /** Name of the shared drive. */
  readonly drive: string
  /** `undefined` where Google does not tell. */
  readonly driveId: string | undefined
}

/**
 * Files and folders in shared drives. Google lists them without who has access, but tells which have access of their
 * own beside that of the drive's members.
 * @see https://developers.google.com/workspace/drive/api/guides/about-shareddrives
 */
export const sharedDriveFile: ResourceType<SharedDriveFile, GoogleSession> = defineResource<
  SharedDriveFile,
  GoogleSession
>({
  name: 'google.shared-drive-file',
  needs: delegatedNeeds('admin.directory.domain.readonly', 'drive.readonly'),
  order: 'unstable',
  cost: { bucket: 'drive', itemsPerRequest: 1_000 },
  key: ({ id }) => id,
  asset: ({ id, name, drive, trashed }) => ({
    kind: 'file',
    id,
    name,
    url: `https://drive.google.com/open?id=${encodeURIComponent(id)}`,
    owner: drive,
    ...(trashed && { status: 'trashed' }),
  }),
  partitions: sharedDrives,
  async *collect(context) {
    yield* readFiles(await feedOf(context))
  },
  async *changes(context) {
    yield* readChanges(await feedOf(context))
  },
})

/** @throws UnexpectedAnswerError after the others, where a shared drive could not be read: it is left out */
async function* sharedDrives(context: PartitionContext<GoogleSession>): AsyncGenerator<Partition> {
  let missing = 0
  for await (const { items, unreadable = [] } of readSharedDrives(context)) {
    missing += unreadable.length
    for (const { id, name } of items) yield { key: id, name, asset: { kind: 'site', id, name } }
  }
  if (missing > 0) throw new UnexpectedAnswerError(`${counted(missing, 'shared drive')} could not be read`)
}

async function feedOf(context: StreamContext<GoogleSession>): Promise<DriveFeed<SharedDriveFile>> {
  const { session, signal, partition } = context
  const ownDomains = await session.ownDomains(signal)
  const opened = await openSharedDrive(context, ownDomains)
  const since = Date.parse(session.config.sharing.since ?? '')
  return {
    context,
    subject: opened.reader,
    driveId: partition.key,
    fields: 'id,name,mimeType,trashed,modifiedTime,driveId,hasAugmentedPermissions,permissionIds',
    item: fileSchema(opened, partition),
    ownDomains,
    belongs: ({ driveId, modified }) =>
      (driveId === undefined || driveId === partition.key) && !(modified !== undefined && modified.getTime() < since),
  }
}

function fileSchema({ reader, members }: OpenedDrive, partition: Partition): z.ZodType<SharedDriveFile> {
  return z
    .object({
      id: z.string().min(1),
      name: z.string().nullish(),
      mimeType: z.string().nullish(),
      trashed: z.boolean().nullish(),
      modifiedTime: z.iso.datetime({ offset: true }).nullish(),
      driveId: z.string().nullish(),
      hasAugmentedPermissions: z.boolean().nullish(),
      permissionIds: z.array(z.string()).nullish(),
    })
    .transform((answer): SharedDriveFile => {
      const { permissionIds, hasAugmentedPermissions } = answer
      // Where Google does not tell, they are read.
      const onlyMembers = permissionIds?.every((id) => members.has(id)) === true && hasAugmentedPermissions === false
      return {
        id: answer.id,
        name: answer.name || answer.id,
        isFolder: answer.mimeType === folderType,
        trashed: answer.trashed === true,
        hasOwnAccess: !onlyMembers,
        modified: answer.modifiedTime ? new Date(answer.modifiedTime) : undefined,
        reader,
        drive: partition.name,
        driveId: answer.driveId ?? undefined,
      }
    })
}
