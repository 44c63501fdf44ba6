import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** An installed connected app. */
export interface ConnectedApp {
  readonly id: string
  readonly name: string
  /** Only users that an administrator chose may use it. */
  readonly adminApprovedOnly: boolean
  /** A session level or an IP policy of its own applies. */
  readonly hasSessionPolicy: boolean
  /** How long refresh tokens last, in the unit that the app chose; `null`: for ever. */
  readonly refreshTokenValidity: number | null
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_connectedapplication.htm */
export const connectedApp: ResourceType<ConnectedApp, SalesforceSession> = rowsResource<ConnectedApp>({
  name: 'salesforce.connected-app',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  object: 'ConnectedApplication',
  fields: [
    'Id',
    'Name',
    'OptionsAllowAdminApprovedUsersOnly',
    'OptionsHasSessionLevelPolicy',
    'RefreshTokenValidityPeriod',
  ],
  item: z
    .object({
      Id: idField,
      Name: z.string(),
      OptionsAllowAdminApprovedUsersOnly: z.boolean(),
      OptionsHasSessionLevelPolicy: z.boolean(),
      RefreshTokenValidityPeriod: z.number().nullable(),
    })
    .transform((row) => ({
      id: row.Id,
      name: row.Name,
      adminApprovedOnly: row.OptionsAllowAdminApprovedUsersOnly,
      hasSessionPolicy: row.OptionsHasSessionLevelPolicy,
      refreshTokenValidity: row.RefreshTokenValidityPeriod,
    })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'application', id, name }),
})
