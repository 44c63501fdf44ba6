import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** An origin whose pages may call the API: an entry of the CORS allow-list. */
export interface CorsEntry {
  readonly id: string
  readonly pattern: string
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_corswhitelistentry.htm */
export const corsEntry: ResourceType<CorsEntry, SalesforceSession> = rowsResource<CorsEntry>({
  name: 'salesforce.cors-entry',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'CorsWhitelistEntry',
  fields: ['Id', 'UrlPattern'],
  item: z.object({ Id: idField, UrlPattern: z.string() }).transform((row) => ({ id: row.Id, pattern: row.UrlPattern })),
  key: ({ id }) => id,
  asset: ({ id, pattern }) => ({ kind: 'setting', id, name: pattern }),
})

/** A host that pages may load from: a trusted URL of the content security policy. */
export interface TrustedUrl {
  readonly id: string
  readonly name: string
  readonly endpoint: string
  readonly isActive: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_csptrustedsite.htm */
export const trustedUrl: ResourceType<TrustedUrl, SalesforceSession> = rowsResource<TrustedUrl>({
  name: 'salesforce.trusted-url',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'CspTrustedSite',
  fields: ['Id', 'DeveloperName', 'EndpointUrl', 'IsActive'],
  item: z
    .object({ Id: idField, DeveloperName: z.string(), EndpointUrl: z.string(), IsActive: z.boolean() })
    .transform((row) => ({ id: row.Id, name: row.DeveloperName, endpoint: row.EndpointUrl, isActive: row.IsActive })),
  key: ({ id }) => id,
  asset: ({ id, name, isActive }) => ({ kind: 'setting', id, name, status: isActive ? 'active' : 'inactive' }),
})
