import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** A group of the account. */
export interface Group {
  readonly id: string
  readonly email: string
  readonly name: string
  /** Made by an administrator rather than by a user. */
  readonly adminCreated: boolean | undefined
}

const schema = z
  .object({
    id: z.string().min(1),
    email: z.string().min(1),
    name: z.string().nullish(),
    adminCreated: z.boolean().nullish(),
  })
  .transform(
    ({ id, email, name, adminCreated }): Group => ({
      id,
      email,
      name: name || email,
      adminCreated: adminCreated ?? undefined,
    }),
  )

/**
 * Groups of the account, 200 a page; Google promises no order that stays while it is read.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/groups/list
 */
export const group: ResourceType<Group, GoogleSession> = defineResource<Group, GoogleSession>({
  name: 'google.group',
  needs: googleNeeds('admin.directory.group.readonly'),
  order: 'unstable',
  cost: { bucket: 'directory', itemsPerRequest: 200 },
  key: ({ id }) => id,
  asset: ({ id, email }) => ({
    kind: 'group',
    id,
    name: email,
    url: `https://admin.google.com/ac/groups/${id}`,
  }),
  partitions: customerPartition,
  collect: (context) =>
    readListing(context, 'directory', '/admin/directory/v1/groups', {
      item: schema,
      itemsField: 'groups',
      keyOf: keyOf('id'),
      query: {
        customer: context.session.customerId,
        maxResults: 200,
        fields: 'kind,nextPageToken,groups(id,email,name,adminCreated)',
      },
    }),
})
