import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { organizationConnection } from '../organization-connection.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** A team. */
export interface Team {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly url: string
  /** `VISIBLE`, `SECRET`, or what GitHub adds one day. */
  readonly privacy: string
}

const teamsQuery = `query teams($login: String!, $first: Int!, $after: String) {
  organization(login: $login) {
    teams(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id name slug url privacy
      }
    }
  }
}`

const teamSchema: z.ZodType<Team> = z.object({
  id: z.string().min(1),
  name: z.string(),
  slug: z.string(),
  url: z.string(),
  privacy: z.string(),
})

const needs = githubNeeds({ permissions: ['members:read'], scopes: ['read:org'] })

/** Teams. GitHub lists them in no promised order. */
export const team: ResourceType<Team, GithubSession> = defineResource<Team, GithubSession>({
  name: 'github.team',
  needs,
  order: 'unstable',
  cost: { bucket: 'graphql', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name, url, privacy }) => ({ kind: 'group', id, name, url, status: privacy.toLowerCase() }),
  partitions: organizationPartitions,
  async *collect(context) {
    const pages = organizationConnection(context, {
      field: 'teams',
      request: () => ({ query: teamsQuery, first: 100, lookups: () => 1 }),
      item: teamSchema,
      keyOf: keyOf('id'),
      missing: needs[context.session.authKind] ?? [],
    })
    for await (const { items, unreadable, next, total } of pages) {
      yield { items, unreadable, ...(next !== undefined && { cursor: next }), ...(total !== undefined && { total }) }
    }
  },
})
