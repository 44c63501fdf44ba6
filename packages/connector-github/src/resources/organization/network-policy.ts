import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { fieldError } from '../../http/field-error.ts'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { type Organization, organization } from './organization.ts'

/** From where, and to where: settings of GitHub Enterprise Cloud. */
export interface NetworkPolicy {
  readonly ipAllowList: boolean
  /** Mail about activity goes to verified domains only. */
  readonly mailToVerifiedDomainsOnly: boolean
}

const networkPolicyQuery = `query networkPolicy($login: String!) {
  organization(login: $login) {
    ipAllowListEnabledSetting
    notificationDeliveryRestrictionEnabledSetting
  }
}`

const networkPolicySchema = z.object({
  organization: z
    .object({ ipAllowListEnabledSetting: z.string(), notificationDeliveryRestrictionEnabledSetting: z.string() })
    .nullish()
    .catch(undefined),
})

/** GitHub documents no permission for these fields; whoever may not see them is refused at run time. */
const needs = githubNeeds({ permissions: ['organization_administration:read'], scopes: ['admin:org'] })

/** Whether access and mail are limited to the organisation's own networks and domains. */
export const networkPolicy: Facet<Organization, NetworkPolicy, GithubSession> = defineFacet<
  Organization,
  NetworkPolicy,
  GithubSession
>({
  name: 'github.organization.network-policy',
  of: organization,
  needs,
  cost: { bucket: 'graphql', itemsPerRequest: 1 },
  fetch: async ({ login }, { session, signal }) => {
    const request = { query: networkPolicyQuery, variables: { login }, schema: networkPolicySchema, signal }
    const { data, errors } = await session.client.graphql(request)
    const settings = data.organization
    if (!settings) throw fieldError(errors[0], `the network settings of ${login}`, needs[session.authKind] ?? [])
    return {
      ipAllowList: settings.ipAllowListEnabledSetting === 'ENABLED',
      mailToVerifiedDomainsOnly: settings.notificationDeliveryRestrictionEnabledSetting === 'ENABLED',
    }
  },
})
