import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { soql } from '../../soql.ts'
import { rowsResource } from '../rows-resource.ts'

/** How far the records of an object are open to users by default. */
export interface SharedObject {
  readonly name: string
  readonly label: string
  /** `Private`, `Read`, `ReadWrite`, `ReadWriteTransfer`, `FullAccess`, `ControlledByParent` … */
  readonly internal: string
  readonly external: string
}

/** Objects that hold customers' data. */
const standardObjects = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Contract', 'Order', 'Campaign', 'User']

/**
 * Organisation-wide defaults of the objects with customers' data.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_entitydefinition.htm
 */
export const sharedObject: ResourceType<SharedObject, SalesforceSession> = rowsResource<SharedObject>({
  name: 'salesforce.shared-object',
  changesWith: 'setup',
  needs: ['ViewSetup'],
  api: 'tooling',
  object: 'EntityDefinition',
  fields: ['QualifiedApiName', 'Label', 'InternalSharingModel', 'ExternalSharingModel'],
  where: soql`QualifiedApiName IN ${standardObjects}`,
  never: 'empty',
  keyField: 'QualifiedApiName',
  item: z
    .object({
      QualifiedApiName: z.string().min(1),
      Label: z.string().nullish(),
      InternalSharingModel: z.string(),
      ExternalSharingModel: z.string(),
    })
    .transform((row) => ({
      name: row.QualifiedApiName,
      label: row.Label ?? row.QualifiedApiName,
      internal: row.InternalSharingModel,
      external: row.ExternalSharingModel,
    })),
  key: ({ name }) => name,
  asset: ({ name, label }) => ({ kind: 'setting', id: name, name: label }),
})
