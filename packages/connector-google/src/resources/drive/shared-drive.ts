import type { Page, PartitionContext, ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { delegatedNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** A shared drive of the account. */
export interface SharedDrive {
  readonly id: string
  readonly name: string
}

const schema: z.ZodType<SharedDrive> = z
  .object({ id: z.string().min(1), name: z.string().nullish() })
  .transform(({ id, name }): SharedDrive => ({ id, name: name || id }))

/**
 * Shared drives of the account that are in scope, those that the administrator is no member of included.
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/drives/list
 */
export const sharedDrive: ResourceType<SharedDrive, GoogleSession> = defineResource<SharedDrive, GoogleSession>({
  name: 'google.shared-drive',
  needs: delegatedNeeds('drive.readonly'),
  order: 'unstable',
  cost: { bucket: 'drive', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'site', id, name, url: `https://drive.google.com/drive/folders/${id}` }),
  partitions: customerPartition,
  collect: readSharedDrives,
})

/** Pages of shared drives in scope. */
export async function* readSharedDrives(
  context: PartitionContext<GoogleSession> & { readonly from?: string },
): AsyncGenerator<Page<SharedDrive>> {
  const { drives } = context.session.config.sharing
  if (drives?.length === 0) return
  const pages = readListing(context, 'drive', '/drive/v3/drives', {
    item: schema,
    itemsField: 'drives',
    keyOf: keyOf('id'),
    query: { pageSize: 100, useDomainAdminAccess: true, fields: 'kind,nextPageToken,drives(id,name)' },
  })
  for await (const page of pages) {
    yield { ...page, items: page.items.filter(({ id }) => drives === undefined || drives.includes(id)) }
  }
}
