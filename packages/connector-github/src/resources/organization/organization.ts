import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationOf, organizationPartitions } from '../organization-partitions.ts'

/** An organisation as everybody may see it. What only owners may see are facets. */
export interface Organization {
  readonly id: string
  readonly login: string
  readonly url: string
  /** Whether a domain of the profile was verified. */
  readonly verified: boolean | undefined
  /** The plan, where the credentials may see it: `free`, `team`, `enterprise`. */
  readonly plan: string | undefined
  /** The whole answer, for the facets that are read out of it. */
  readonly answer: Readonly<Record<string, unknown>>
}

const organizationSchema = z
  .looseObject({
    node_id: z.string().min(1),
    login: z.string().min(1),
    html_url: z.string(),
    is_verified: z.boolean().optional().catch(undefined),
    plan: z.object({ name: z.string() }).optional().catch(undefined),
  })
  .transform(
    (answer): Organization => ({
      id: answer.node_id,
      login: answer.login,
      url: answer.html_url,
      verified: answer.is_verified,
      plan: answer.plan?.name,
      answer,
    }),
  )

/**
 * The organisations themselves.
 * @see https://docs.github.com/en/rest/orgs/orgs#get-an-organization
 */
export const organization: ResourceType<Organization, GithubSession> = defineResource<Organization, GithubSession>({
  name: 'github.organization',
  needs: githubNeeds({ permissions: [], scopes: [] }),
  order: 'stable',
  cost: { bucket: 'core', itemsPerRequest: 1 },
  key: ({ id }) => id,
  asset: ({ id, login, url }) => ({ kind: 'organization', id, name: login, url }),
  partitions: organizationPartitions,
  async *collect({ session, partition, signal }) {
    const item = await readOrganization(session, organizationOf(session, partition).login, signal)
    yield { items: [item], total: 1 }
  },
})

/** Reads an organisation. */
async function readOrganization(session: GithubSession, login: string, signal: AbortSignal): Promise<Organization> {
  return (await session.client.get(`/orgs/${login}`, organizationSchema, signal)).data
}
