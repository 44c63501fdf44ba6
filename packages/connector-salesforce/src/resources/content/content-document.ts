import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { soql } from '../../soql.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A file that is unusually large. */
export interface LargeDocument {
  readonly id: string
  readonly title: string
  readonly ownerId: string
  /** In bytes. Salesforce's own counter ends at 2 GiB. */
  readonly size: number
}

/** Smaller files are not even listed: 512 MB. */
const listedFrom = 512 * 1024 * 1024

const item: z.ZodType<LargeDocument> = z
  .object({ Id: idField, Title: z.string().nullish(), OwnerId: idField, ContentSize: z.number() })
  .transform((row) => ({ id: row.Id, title: row.Title ?? row.Id, ownerId: row.OwnerId, size: row.ContentSize }))

/**
 * Files of half a gigabyte and more: the only ones that the check is about, so the only ones that are read.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentdocument.htm
 */
export const largeDocument: ResourceType<LargeDocument, SalesforceSession> = rowsResource({
  name: 'salesforce.large-document',
  needs: ['ViewAllData', 'QueryAllFiles'],
  object: 'ContentDocument',
  fields: ['Id', 'Title', 'OwnerId', 'ContentSize'],
  where: soql`ContentSize >= ${listedFrom}`,
  item,
  key: ({ id }) => id,
  asset: ({ id, title, ownerId }) => ({ kind: 'file', id, name: title, owner: ownerId }),
})
