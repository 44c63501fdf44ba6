import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A domain that serves sites of the organisation. */
export interface SiteDomain {
  readonly id: string
  readonly name: string
  /** It is served over HTTPS by the organisation's own certificate. */
  readonly https: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_domain.htm */
export const siteDomain: ResourceType<SiteDomain, SalesforceSession> = rowsResource<SiteDomain>({
  name: 'salesforce.domain',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'Domain',
  fields: ['Id', 'Domain', 'OptionsExternalHttps'],
  item: z
    .object({ Id: idField, Domain: z.string(), OptionsExternalHttps: z.boolean() })
    .transform((row) => ({ id: row.Id, name: row.Domain, https: row.OptionsExternalHttps })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'domain', id, name }),
})
