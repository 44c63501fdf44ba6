import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { keyWithin } from '../key-of.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** A group of runners that an organisation runs itself. */
export interface RunnerGroup {
  /** The organisation's id and the number of the group, which begins with 1 in every organisation. */
  readonly id: string
  readonly name: string
  /** `all`, `selected` or `private`: which repositories may use it. */
  readonly visibility: string
  readonly allowsPublicRepositories: boolean
  /** Set up by the enterprise, not by the organisation. */
  readonly inherited: boolean
  /** Only named workflows may use it. */
  readonly restrictedToWorkflows: boolean
}

const runnerGroupSchema = (organization: string): z.ZodType<RunnerGroup> =>
  z
    .object({
      id: z.number(),
      name: z.string(),
      visibility: z.string(),
      allows_public_repositories: z.boolean(),
      inherited: z.boolean(),
      restricted_to_workflows: z.boolean().optional(),
    })
    .transform(
      (answer): RunnerGroup => ({
        id: `${organization}/${answer.id}`,
        name: answer.name,
        visibility: answer.visibility,
        allowsPublicRepositories: answer.allows_public_repositories,
        inherited: answer.inherited,
        restrictedToWorkflows: answer.restricted_to_workflows ?? false,
      }),
    )

const bodySchema = z.object({ total_count: z.number(), runner_groups: z.array(z.unknown()) })

/**
 * Groups of self-hosted runners.
 * @see https://docs.github.com/en/rest/actions/self-hosted-runner-groups#list-self-hosted-runner-groups-for-an-organization
 */
export const runnerGroup: ResourceType<RunnerGroup, GithubSession> = defineResource<RunnerGroup, GithubSession>({
  name: 'github.runner-group',
  needs: githubNeeds({ permissions: ['organization_self_hosted_runners:read'], scopes: ['admin:org'] }),
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'setting', id, name: `runner group "${name}"` }),
  partitions: organizationPartitions,
  collect: (context) =>
    organizationList(context, '/orgs/{org}/actions/runner-groups', {
      item: runnerGroupSchema(context.partition.key),
      keyOf: keyWithin(context.partition.key, 'id'),
      itemsOf: (body) => bodySchema.safeParse(body).data?.runner_groups,
      totalOf: (body) => bodySchema.safeParse(body).data?.total_count,
    }),
})
