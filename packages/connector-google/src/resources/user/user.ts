import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'
import { type User, userFields, userSchema } from './user-schema.ts'

/**
 * Users of the account; Google promises no order that stays while it is read.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/users/list
 */
export const user: ResourceType<User, GoogleSession> = defineResource<User, GoogleSession>({
  name: 'google.user',
  needs: googleNeeds('admin.directory.user.readonly'),
  order: 'unstable',
  cost: { bucket: 'directory', itemsPerRequest: 500 },
  key: ({ id }) => id,
  asset: ({ id, email, suspended, archived }) => ({
    kind: 'account',
    id,
    name: email,
    url: `https://admin.google.com/ac/users/${id}`,
    status: suspended ? 'suspended' : archived ? 'archived' : 'active',
  }),
  partitions: customerPartition,
  collect: (context) =>
    readListing(context, 'directory', '/admin/directory/v1/users', {
      item: userSchema,
      itemsField: 'users',
      keyOf: keyOf('id'),
      query: {
        customer: context.session.customerId,
        maxResults: 500,
        projection: 'full',
        fields: `kind,nextPageToken,users(${userFields.join(',')})`,
      },
    }),
})
