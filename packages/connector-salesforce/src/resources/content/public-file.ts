import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A static resource: a file that pages load. */
export interface StaticResource {
  readonly id: string
  readonly name: string
  readonly contentType: string
  /** `Public` or `Private`. */
  readonly cacheControl: string
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_staticresource.htm */
export const staticResource: ResourceType<StaticResource, SalesforceSession> = rowsResource<StaticResource>({
  name: 'salesforce.static-resource',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'StaticResource',
  fields: ['Id', 'Name', 'ContentType', 'CacheControl'],
  item: z
    .object({ Id: idField, Name: z.string(), ContentType: z.string(), CacheControl: z.string() })
    .transform((row) => ({ id: row.Id, name: row.Name, contentType: row.ContentType, cacheControl: row.CacheControl })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'file', id, name }),
})

/** A folder of reports, dashboards or documents. */
export interface Folder {
  readonly id: string
  readonly name: string
  /** `Report`, `Dashboard`, `Document`, `Email` … */
  readonly type: string
  /** `Public`, `PublicInternal`, `Shared`, `Hidden` … */
  readonly accessType: string
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_folder.htm */
export const folder: ResourceType<Folder, SalesforceSession> = rowsResource<Folder>({
  name: 'salesforce.folder',
  needs: ['ViewSetup'],
  object: 'Folder',
  fields: ['Id', 'Name', 'Type', 'AccessType'],
  item: z
    .object({ Id: idField, Name: z.string().nullish(), Type: z.string(), AccessType: z.string() })
    .transform((row) => ({ id: row.Id, name: row.Name ?? row.Id, type: row.Type, accessType: row.AccessType })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'file', id, name }),
})
