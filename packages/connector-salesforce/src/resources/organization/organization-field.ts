import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import type { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { oddValue } from '../field-facet.ts'
import { hiddenFields } from '../read-rows.ts'
import { type Organization, organization, type organizationFields } from './organization.ts'

/** A field of the organisation that some editions lack, or field-level security hides. */
export function organizationField<V>(
  field: (typeof organizationFields)[number],
  schema: z.ZodType<V>,
): Facet<Organization, V, SalesforceSession> {
  return defineFacet<Organization, V, SalesforceSession>({
    name: `salesforce.organization.${field}`,
    of: organization,
    needs: salesforceNeeds(),
    fetch: async ({ row }) => {
      if (!Object.hasOwn(row, field)) throw hiddenFields('Organization', [field])
      const parsed = schema.safeParse(row[field])
      if (!parsed.success) throw oddValue(`Organization.${field}`)
      return parsed.data
    },
  })
}
