import type { Partition, PartitionContext } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { inChunks } from '../in-chunks.ts'
import { listPages } from '../list-pages.ts'
import { isExternal } from '../user/is-external.ts'
import {
  assertNotAllRefused,
  type Drive,
  driveFields,
  drivePartition,
  driveSchema,
  partitionsOf,
} from './drive-partition.ts'
import { isUserInScope } from './sharing-scope.ts'

const owner = z.object({
  id: graphField.id,
  userPrincipalName: graphField.text,
  userType: graphField.text,
  externalUserState: graphField.text,
})

/** Twenty drives are asked for at once. */
const batchSize = 20

/** OneDrives of users in scope, disabled ones included: what they have shared stays shared. Many users have none. */
export async function* oneDrives(context: PartitionContext<M365Session>): AsyncGenerator<Partition> {
  const { session, signal, log } = context
  // A continuation of its own: the context of a stream may hold a cursor.
  const pages = listPages({ session, signal }, '/users', {
    item: owner,
    query: { $top: 999, $select: 'id,userPrincipalName,userType,externalUserState' },
    // While SharePoint lets nobody in, there is no use in finding more drives.
    bucket: 'sharepoint',
  })
  for await (const { items, unreadable } of pages) {
    if (unreadable?.length) log.warn('some users cannot be read, and neither can their OneDrives')
    yield* (unreadable ?? []).map(({ key = '' }) => ({ key: `unlisted:/users/${key}/drive`, name: key }))
    const users = items.filter(
      (user) => !isExternal(user) && isUserInScope(user.userPrincipalName, session.config.sharing),
    )
    for (const chunk of inChunks(users, batchSize)) {
      const outcomes = await session.client.batch<Drive>(
        chunk.map(({ id }) => ({ path: pathOf(id), schema: driveSchema, query: { $select: driveFields } })),
        signal,
      )
      assertNotAllRefused(outcomes)
      for (const [index, { id, userPrincipalName = id }] of chunk.entries()) {
        const name = `OneDrive of ${userPrincipalName}`
        yield* partitionsOf(outcomes[index], pathOf(id), name, (drive) => [drivePartition(drive, name)])
      }
    }
  }
}

function pathOf(id: string): string {
  return `/users/${encodeURIComponent(id)}/drive`
}
