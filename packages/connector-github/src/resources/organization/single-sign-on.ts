import { PermissionError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { fieldError } from '../../http/field-error.ts'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { isManagedLogin } from '../is-managed-login.ts'
import { type Organization, organization } from './organization.ts'

/** How people sign in to an organisation. */
export interface SingleSignOn {
  /** The organisation has a SAML identity provider of its own. */
  readonly provider: boolean
  /** Its accounts belong to an enterprise with managed users: only the identity provider signs them in. */
  readonly managedUsers: boolean
}

const singleSignOnQuery = `query singleSignOn($login: String!) {
  organization(login: $login) {
    viewerCanAdminister
    samlIdentityProvider { id }
    membersWithRole(first: 1) { nodes { login } }
  }
}`

const singleSignOnSchema = z.object({
  organization: z
    .object({
      viewerCanAdminister: z.boolean(),
      samlIdentityProvider: z.object({ id: z.string() }).nullish(),
      membersWithRole: z
        .object({ nodes: z.array(z.object({ login: z.string() }).nullish().catch(undefined)).nullish() })
        .nullish(),
    })
    .nullish(),
})

/**
 * GitHub shows the identity provider to owners, and to apps that may read members.
 * @see https://docs.github.com/en/graphql/reference/objects#organization
 */
const needs = githubNeeds({ permissions: ['members:read'], scopes: ['read:org'] })

/** How people sign in: passwords of their own, SAML single sign-on, or accounts managed by an enterprise. */
export const singleSignOn: Facet<Organization, SingleSignOn, GithubSession> = defineFacet<
  Organization,
  SingleSignOn,
  GithubSession
>({
  name: 'github.organization.single-sign-on',
  of: organization,
  needs,
  cost: { bucket: 'graphql', itemsPerRequest: 1 },
  fetch: async ({ login }, { session, signal }) => {
    const missing = needs[session.authKind] ?? []
    const { data, errors } = await session.client.graphql({
      query: singleSignOnQuery,
      variables: { login },
      schema: singleSignOnSchema,
      signal,
    })
    const refused = errors.find(({ path }) => path?.includes('samlIdentityProvider'))
    if (!data.organization || refused)
      throw fieldError(refused ?? errors[0], `the identity provider of ${login}`, missing)
    const { samlIdentityProvider, membersWithRole, viewerCanAdminister } = data.organization
    const managedUsers = membersWithRole?.nodes?.some((member) => member && isManagedLogin(member.login)) ?? false
    // To people who are no owners, an identity provider that is hidden looks like none.
    if (!samlIdentityProvider && !viewerCanAdminister && !managedUsers && session.authKind !== 'github-app') {
      throw new PermissionError(`Only owners of ${login} are told whether it has an identity provider`, { missing })
    }
    return { provider: samlIdentityProvider != null, managedUsers }
  },
})
