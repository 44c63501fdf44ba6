import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { idField } from '../row-fields.ts'
import { rowsResource } from '../rows-resource.ts'

/** An installed package. */
export interface InstalledPackage {
  readonly id: string
  readonly packageId: string
  readonly name: string
  readonly isBeta: boolean
  readonly isManaged: boolean
  readonly isSecurityReviewed: boolean
  readonly isDeprecated: boolean
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_installedsubscriberpackage.htm */
export const installedPackage: ResourceType<InstalledPackage, SalesforceSession> = rowsResource<InstalledPackage>({
  name: 'salesforce.installed-package',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  api: 'tooling',
  object: 'InstalledSubscriberPackage',
  fields: [
    'Id',
    'SubscriberPackageId',
    'SubscriberPackage.Name',
    'SubscriberPackageVersion.IsBeta',
    'SubscriberPackageVersion.IsManaged',
    'SubscriberPackageVersion.IsSecurityReviewed',
    'SubscriberPackageVersion.IsDeprecated',
  ],
  item: z
    .object({
      Id: idField,
      SubscriberPackageId: idField,
      SubscriberPackage: z.object({ Name: z.string() }),
      SubscriberPackageVersion: z.object({
        IsBeta: z.boolean(),
        IsManaged: z.boolean(),
        IsSecurityReviewed: z.boolean(),
        IsDeprecated: z.boolean(),
      }),
    })
    .transform((row) => ({
      id: row.Id,
      packageId: row.SubscriberPackageId,
      name: row.SubscriberPackage.Name,
      isBeta: row.SubscriberPackageVersion.IsBeta,
      isManaged: row.SubscriberPackageVersion.IsManaged,
      isSecurityReviewed: row.SubscriberPackageVersion.IsSecurityReviewed,
      isDeprecated: row.SubscriberPackageVersion.IsDeprecated,
    })),
  key: ({ id }) => id,
  asset: ({ packageId, name }) => ({ kind: 'application', id: packageId, name }),
})
