import { PermissionError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { soql } from '../../soql.ts'
import { oddValue } from '../field-facet.ts'
import { type Organization, organization } from './organization.ts'

const schema = z.object({ Score: z.coerce.number().min(0).max(100) })

/**
 * The score of Health Check, 0 to 100.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_securityhealthcheck.htm
 */
export const healthCheckScore: Facet<Organization, number, SalesforceSession> = defineFacet<
  Organization,
  number,
  SalesforceSession
>({
  name: 'salesforce.organization.health-check-score',
  of: organization,
  needs: salesforceNeeds('ViewSetup', 'ViewHealthCheck'),
  cost: { bucket: 'default', itemsPerRequest: 1 },
  fetch: async (_, { session, signal }) => {
    const query = soql`SELECT Score FROM SecurityHealthCheck`
    const { records } = await session.client.ask({ api: 'tooling', soql: query }, signal)
    if (records.length === 0) throw new PermissionError('Health Check shows no score to the integration user')
    const parsed = schema.safeParse(records[0])
    if (!parsed.success) throw oddValue('SecurityHealthCheck.Score')
    return parsed.data.Score
  },
})
