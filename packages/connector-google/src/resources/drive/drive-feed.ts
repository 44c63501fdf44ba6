import type { UnreadableItem } from '@opencasb/core'
import type { Page, StreamContext } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GoogleSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { basisOf, type FeedPosition, readPosition, writePosition } from './feed-position.ts'

/** Which files of Google Drive are read, and in whose name. */
export interface DriveFeed<T> {
  readonly context: StreamContext<GoogleSession>
  /** Primary e-mail address of the user in whose name is read. */
  readonly subject: string
  /** The shared drive; absent for the user's own files. */
  readonly driveId?: string
  /** The file's fields, and what is made of them. */
  readonly fields: string
  readonly item: z.ZodType<T>
  readonly ownDomains: ReadonlySet<string>
  /** Whether a changed file belongs to what is listed. */
  readonly belongs: (item: T) => boolean
}

const startSchema = z.object({ startPageToken: z.string().min(1) })

/** Where the change feed stands now. */
export async function startOfChanges(
  { session, signal }: Pick<StreamContext<GoogleSession>, 'session' | 'signal'>,
  subject: string,
  driveId?: string,
): Promise<string> {
  const { data } = await session.client.http('drive', subject).get('/drive/v3/changes/startPageToken', {
    schema: startSchema,
    query: { supportsAllDrives: true, driveId, fields: 'startPageToken' },
    signal,
  })
  return data.startPageToken
}

/**
 * Lists files. The place in the change feed is taken before the first page, so that nothing falls between the two.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list
 */
export async function* readFiles<T>(feed: DriveFeed<T>): AsyncGenerator<Page<T>> {
  const { context, subject, driveId, fields, item, ownDomains } = feed
  const { session, signal, from } = context
  const { since } = session.config.sharing
  const basis = basisOf(ownDomains, since)
  const position: FeedPosition =
    from === undefined ? { start: await startOfChanges(context, subject, driveId), basis } : readPosition(from, basis)
  const conditions = [
    ...(driveId === undefined ? ["'me' in owners"] : []),
    ...(since === undefined ? [] : [`modifiedTime >= '${since}T00:00:00'`]),
  ]
  const pages = session.client.list('drive', '/drive/v3/files', {
    item,
    itemsField: 'files',
    keyOf: keyOf('id'),
    query: {
      corpora: driveId === undefined ? 'user' : 'drive',
      driveId,
      includeItemsFromAllDrives: driveId === undefined ? undefined : true,
      supportsAllDrives: true,
      spaces: 'drive',
      pageSize: 1_000,
      q: conditions.join(' and ') || undefined,
      fields: `kind,nextPageToken,files(${fields})`,
    },
    from: position.page,
    subject,
    signal,
  })
  for await (const { items, unreadable, next } of pages) {
    yield {
      items,
      unreadable,
      watermark: writePosition({ start: position.start, basis }),
      ...(next !== undefined && { cursor: writePosition({ ...position, page: next }) }),
    }
  }
}

const change = z.object({
  changeType: z.string().nullish(),
  fileId: z.string().min(1).nullish(),
  removed: z.boolean().nullish(),
  file: z.unknown().optional(),
})
const changesSchema = z
  .object({
    kind: z.string(),
    changes: z.array(change).default([]),
    nextPageToken: z.string().min(1).nullish(),
    newStartPageToken: z.string().min(1).nullish(),
  })
  .refine(({ nextPageToken, newStartPageToken }) => nextPageToken ?? newStartPageToken, 'does not say where to go on')

/**
 * Reads what changed.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/list
 * @throws CheckpointExpiredError
 */
export async function* readChanges<T>(feed: DriveFeed<T>): AsyncGenerator<Page<T>> {
  const { context, subject, driveId, fields, ownDomains } = feed
  const { session, signal, from = '' } = context
  const basis = basisOf(ownDomains, session.config.sharing.since)
  let token: string | undefined = readPosition(from, basis).start
  while (token !== undefined) {
    const { data }: { readonly data: z.infer<typeof changesSchema> } = await session.client
      .http('drive', subject)
      .get('/drive/v3/changes', {
        schema: changesSchema,
        query: {
          pageToken: token,
          driveId,
          includeItemsFromAllDrives: driveId === undefined ? undefined : true,
          supportsAllDrives: true,
          spaces: 'drive',
          includeRemoved: true,
          pageSize: 1_000,
          fields: `kind,nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file(${fields}))`,
        },
        signal,
      })
    const next: string | undefined = data.nextPageToken ?? undefined
    const end = data.newStartPageToken ?? undefined
    yield {
      ...sorted(data.changes, feed),
      ...(next !== undefined && { cursor: writePosition({ start: next, basis }) }),
      ...(end !== undefined && { watermark: writePosition({ start: end, basis }) }),
    }
    token = next
  }
}

/**
 * What a page of changes comes to; of several changes of a file the last one counts. A file that belongs to somebody
 * else now is not gone: the new owner's feed tells of it, and the next full read here does without it.
 */
function sorted<T>(
  changes: readonly z.infer<typeof change>[],
  { item, belongs }: DriveFeed<T>,
): Pick<Page<T>, 'items' | 'removed' | 'unreadable'> {
  const last = new Map<string, z.infer<typeof change>>()
  for (const one of changes) if (one.fileId && one.changeType !== 'drive') last.set(one.fileId, one)
  const items: T[] = []
  const removed: string[] = []
  const unreadable: UnreadableItem[] = []
  for (const [key, { removed: gone, file }] of last) {
    const parsed = gone === true ? undefined : item.safeParse(file)
    if (parsed?.success === false) {
      unreadable.push({
        key,
        reason: 'unexpected-answer',
        message: "Google's answer does not tell who has access to the file",
      })
    } else if (!parsed) {
      removed.push(key)
    } else if (belongs(parsed.data)) {
      items.push(parsed.data)
    }
  }
  return { items, removed, unreadable }
}
