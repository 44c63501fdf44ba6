import { OpenCasbError, RateLimitError, UnexpectedAnswerError } from '@opencasb/core'
import type { Facet, FacetContext, FacetOutcome, Index, ResourceType } from '@opencasb/core/connector'
import { defineFacet, defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** Somebody who is no member but may work in some repositories. */
export interface OutsideCollaborator {
  readonly id: string
  readonly login: string
  readonly url: string
}

/** Accepts an account as REST lists it. */
const accountSchema: z.ZodType<OutsideCollaborator> = z
  .object({ node_id: z.string().min(1), login: z.string().min(1), html_url: z.string() })
  .transform(({ node_id, login, html_url }) => ({ id: node_id, login, url: html_url }))

const path = '/orgs/{org}/outside_collaborators'
const needs = githubNeeds({ permissions: ['members:read'], scopes: ['read:org'] })

/**
 * Outside collaborators. REST, because GraphQL has them per repository only.
 * @see https://docs.github.com/en/rest/orgs/outside-collaborators#list-outside-collaborators-for-an-organization
 */
export const outsideCollaborator: ResourceType<OutsideCollaborator, GithubSession> = defineResource<
  OutsideCollaborator,
  GithubSession
>({
  name: 'github.outside-collaborator',
  needs,
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, login, url }) => ({ kind: 'account', id, name: login, url, status: 'outside collaborator' }),
  partitions: organizationPartitions,
  async *collect(context) {
    const without = context.wants(outsideCollaboratorTwoFactor) ? await withoutTwoFactor(context) : undefined
    for await (const page of organizationList(context, path, { item: accountSchema, keyOf: keyOf('node_id') })) {
      yield without
        ? { ...page, facets: new Map([[outsideCollaboratorTwoFactor.name, outcomes(page.items, without)]]) }
        : page
    }
  },
})

/** Whether an outside collaborator has two-factor authentication. Owners only; one more listing answers it for all. */
export const outsideCollaboratorTwoFactor: Facet<OutsideCollaborator, boolean, GithubSession> = defineFacet<
  OutsideCollaborator,
  boolean,
  GithubSession
>({
  name: 'github.outside-collaborator.two-factor',
  of: outsideCollaborator,
  needs,
  fetch: async ({ id }, context) => {
    const without = await withoutTwoFactor(context)
    if (without instanceof Set) return !without.has(id)
    throw without
  },
})

/** Who is an outside collaborator. */
export const outsideCollaborators: Index<OutsideCollaborator, true> = defineIndex<
  OutsideCollaborator,
  true,
  GithubSession
>({
  name: 'github.outside-collaborators',
  of: outsideCollaborator,
  pick: () => true,
})

/** Keys of those without, or why GitHub does not tell. */
async function withoutTwoFactor({
  session,
  partition,
  signal,
}: FacetContext<GithubSession>): Promise<ReadonlySet<string> | OpenCasbError> {
  const without = new Set<string>()
  try {
    const query = { filter: '2fa_disabled' }
    for await (const page of organizationList({ session, partition, signal }, path, { item: accountSchema, query })) {
      const [unreadable] = page.unreadable ?? []
      // Somebody in this list whom we cannot name could be anybody: nobody may then be taken for having it.
      if (unreadable)
        throw new UnexpectedAnswerError('the list of accounts without two-factor authentication has unreadable items')
      for (const { id } of page.items) without.add(id)
    }
    return without
  } catch (error) {
    if (OpenCasbError.is(error) && !RateLimitError.is(error) && error.code !== 'credential') return error
    throw error
  }
}

function outcomes(
  items: readonly OutsideCollaborator[],
  without: ReadonlySet<string> | OpenCasbError,
): ReadonlyMap<string, FacetOutcome<boolean>> {
  return new Map(
    items.map(({ id }) => [
      id,
      without instanceof Set ? { value: !without.has(id) } : { error: without as OpenCasbError },
    ]),
  )
}
