import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { readRows } from '../read-rows.ts'

/** The organisation itself. Its settings are facets. */
export interface Organization {
  readonly id: string
  readonly name: string
  readonly isSandbox: boolean
  /** The whole row, for the facets that are read out of it. */
  readonly row: Readonly<Record<string, unknown>>
}

const item: z.ZodType<Organization> = z
  .looseObject({ Id: z.string().min(1), Name: z.string(), IsSandbox: z.boolean() })
  .transform((row) => ({ id: row.Id, name: row.Name, isSandbox: row.IsSandbox, row }))

/** Fields that are facets: some editions lack some of them. */
export const organizationFields = [
  'DefaultAccountAccess',
  'DefaultContactAccess',
  'DefaultOpportunityAccess',
  'DefaultLeadAccess',
  'DefaultCaseAccess',
  'ComplianceBccEmail',
  'PreferencesLightningLoginEnabled',
] as const

/**
 * The organisation.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_organization.htm
 */
export const organization: ResourceType<Organization, SalesforceSession> = defineResource<
  Organization,
  SalesforceSession
>({
  name: 'salesforce.organization',
  needs: salesforceNeeds(),
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 1 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'organization', id, name }),
  collect: (context) =>
    readRows(
      {
        object: 'Organization',
        fields: ['Id', 'Name', 'IsSandbox'],
        optional: organizationFields,
        never: 'empty',
        item,
      },
      context,
    ),
})
