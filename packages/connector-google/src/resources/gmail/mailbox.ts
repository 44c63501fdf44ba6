import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { readScopedUsers, type ScopedUser } from '../drive/scoped-user.ts'

/** The mailbox of a user. Its settings are read in the user's name. */
export type Mailbox = ScopedUser

/** Mailboxes of the users in scope: nothing is asked of the others. */
export const mailbox: ResourceType<Mailbox, GoogleSession> = defineResource<Mailbox, GoogleSession>({
  name: 'google.mailbox',
  needs: googleNeeds('admin.directory.user.readonly'),
  order: 'unstable',
  cost: { bucket: 'directory', itemsPerRequest: 500 },
  key: ({ id }) => id,
  asset: ({ id, email, status }) => ({
    kind: 'account',
    id,
    name: email,
    url: `https://admin.google.com/ac/users/${id}`,
    status,
  }),
  partitions: customerPartition,
  collect: readScopedUsers,
})

/** Suspended and archived users get no mail, and nobody reads or sends any in their name. */
export function isInUse({ status, hasMailbox }: Mailbox): boolean {
  return status === 'active' && hasMailbox !== false
}
