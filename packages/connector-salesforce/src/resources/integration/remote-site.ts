import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** A host that code of the organisation may call. */
export interface RemoteSite {
  readonly id: string
  readonly name: string
  readonly isActive: boolean
  readonly encrypted: boolean
  /** Data may go from encrypted pages to hosts that are not. */
  readonly protocolSecurityDisabled: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_remoteproxy.htm */
export const remoteSite: ResourceType<RemoteSite, SalesforceSession> = rowsResource<RemoteSite>({
  name: 'salesforce.remote-site',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  api: 'tooling',
  object: 'RemoteProxy',
  fields: ['Id', 'SiteName', 'EndpointUrl', 'IsActive', 'ProtocolMismatch'],
  item: z
    .object({
      Id: idField,
      SiteName: z.string(),
      EndpointUrl: z.string(),
      IsActive: z.boolean(),
      ProtocolMismatch: z.boolean(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.SiteName,
      isActive: row.IsActive,
      encrypted: row.EndpointUrl.toLowerCase().startsWith('https://'),
      protocolSecurityDisabled: row.ProtocolMismatch,
    })),
  key: ({ id }) => id,
  asset: ({ id, name, isActive }) => ({ kind: 'setting', id, name, status: isActive ? 'active' : 'inactive' }),
})
