import { counted } from '@opencasb/connector-kit'
import { FeatureUnavailableError, UnexpectedAnswerError } from '@opencasb/core'
import type { Partition, PartitionContext } from '@opencasb/core/connector'
import type { GoogleSession } from '../../session.ts'
import { readScopedUsers } from './scoped-user.ts'

/**
 * The drives of users in scope: read in the user's name, which is the partition's.
 * @throws UnexpectedAnswerError after the others, where a user could not be read: that drive is left out
 */
export async function* userDrives(context: PartitionContext<GoogleSession>): AsyncGenerator<Partition> {
  let missing = 0
  for await (const { items, unreadable = [] } of readScopedUsers(context)) {
    missing += unreadable.length
    for (const { id, email, status } of items) {
      yield { key: id, name: email, asset: { kind: 'account', id, name: email, status } }
    }
  }
  if (missing > 0)
    throw new UnexpectedAnswerError(`${counted(missing, 'user')} could not be read, and so not their files`)
}

/** @throws FeatureUnavailableError where Google lets nobody read in the user's name */
export function assertReadable({ asset }: Partition): void {
  const status = asset?.status
  if (status === undefined || status === 'active') return
  throw new FeatureUnavailableError(
    `The user is ${status}: what they have shared stays shared, but Google does not let anybody read it in the user's name. Transfer the files, or restore the user`,
  )
}
