import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { soql } from '../../soql.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** Licences of one kind. */
export interface UserLicense {
  readonly id: string
  readonly name: string
  readonly total: number
  readonly used: number
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userlicense.htm */
export const userLicense: ResourceType<UserLicense, SalesforceSession> = rowsResource<UserLicense>({
  name: 'salesforce.user-license',
  needs: ['ViewSetup'],
  object: 'UserLicense',
  fields: ['Id', 'MasterLabel', 'TotalLicenses', 'UsedLicenses'],
  where: soql`Status = ${'Active'}`,
  never: 'empty',
  item: z
    .object({ Id: idField, MasterLabel: z.string(), TotalLicenses: z.number(), UsedLicenses: z.number() })
    .transform((row) => ({ id: row.Id, name: row.MasterLabel, total: row.TotalLicenses, used: row.UsedLicenses })),
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'setting', id, name }),
})
