import { PermissionError } from '@opencasb/core'
import type { Facet, FacetOutcome, Index, ResourceType } from '@opencasb/core/connector'
import { defineFacet, defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationConnection } from '../organization-connection.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** A member of an organisation. */
export interface Member {
  readonly id: string
  /** Login of the organisation. */
  readonly organization: string
  readonly login: string
  readonly url: string
  /** `ADMIN` for owners, `MEMBER`, or what GitHub adds one day. */
  readonly role: string
  /** Null where GitHub does not show it to the credentials; read the facet {@link memberTwoFactor}. */
  readonly twoFactor: boolean | null
}

const membersQuery = `query members($login: String!, $first: Int!, $after: String) {
  organization(login: $login) {
    membersWithRole(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { role hasTwoFactorEnabled node { id login url } }
    }
  }
}`

const memberSchema = z
  .object({
    role: z.string(),
    hasTwoFactorEnabled: z.boolean().nullish(),
    node: z.object({ id: z.string().min(1), login: z.string().min(1), url: z.string() }),
  })
  .transform(
    ({ role, hasTwoFactorEnabled, node }): Omit<Member, 'organization'> => ({
      ...node,
      role,
      twoFactor: hasTwoFactorEnabled ?? null,
    }),
  )

/** @see https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps#organization-permissions-for-members */
const needs = githubNeeds({ permissions: ['members:read'], scopes: ['read:org'] })

/** Members with their role. GitHub lists them in no promised order. */
export const member: ResourceType<Member, GithubSession> = defineResource<Member, GithubSession>({
  name: 'github.member',
  needs,
  order: 'unstable',
  cost: { bucket: 'graphql', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, login, url }) => ({ kind: 'account', id, name: login, url }),
  partitions: organizationPartitions,
  async *collect(context) {
    const pages = organizationConnection(context, {
      field: 'membersWithRole',
      request: () => ({ query: membersQuery, first: 100, lookups: () => 1 }),
      item: memberSchema,
      keyOf: (edge) => {
        const id = (edge as { node?: { id?: unknown } | null } | null)?.node?.id
        return typeof id === 'string' ? id : undefined
      },
      missing: needs[context.session.authKind] ?? [],
    })
    const organization = context.partition.name
    for await (const { items: members, unreadable, next, total } of pages) {
      const items = members.map((item): Member => ({ ...item, organization }))
      const twoFactor = new Map(items.map((item) => [item.id, twoFactorOutcome(item, context.session.authKind)]))
      yield {
        items,
        unreadable,
        ...(next !== undefined && { cursor: next }),
        ...(total !== undefined && { total }),
        facets: new Map([[memberTwoFactor.name, twoFactor]]),
      }
    }
  },
})

/** GitHub tells it to owners. For apps it documents no permission; the members permission is what shows members. */
const twoFactorNeeds = githubNeeds({ permissions: ['members:read'], scopes: ['read:org'] })

/** Whether a member has two-factor authentication. Comes with the members. */
export const memberTwoFactor: Facet<Member, boolean, GithubSession> = defineFacet<Member, boolean, GithubSession>({
  name: 'github.member.two-factor',
  of: member,
  needs: twoFactorNeeds,
  fetch: async (item, { session }) => {
    const outcome = twoFactorOutcome(item, session.authKind)
    if ('error' in outcome) throw outcome.error
    return outcome.value
  },
})

/** Owners, each with the login of the organisation: one person may own several. Look up by {@link ownerKey}. */
export const owners: Index<Member, string> = defineIndex<Member, string, GithubSession>({
  name: 'github.owners',
  of: member,
  by: ({ organization, id }) => ownerKey(organization, id),
  pick: ({ role, organization }) => (role === 'ADMIN' ? organization : undefined),
})

/** Names a person as an owner of an organisation. */
export function ownerKey(organization: string, id: string): string {
  return `${organization}/${id}`
}

function twoFactorOutcome({ twoFactor }: Member, authKind: string): FacetOutcome<boolean> {
  if (twoFactor !== null) return { value: twoFactor }
  const message = 'GitHub shows who has two-factor authentication to owners only: use credentials of an owner'
  return { error: new PermissionError(message, { missing: twoFactorNeeds[authKind] ?? [] }) }
}
