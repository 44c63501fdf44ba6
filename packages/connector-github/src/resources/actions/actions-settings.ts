import type { Facet, ResourceType } from '@opencasb/core/connector'
import { defineFacet, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationOf, organizationPartitions } from '../organization-partitions.ts'

/** What an organisation allows GitHub Actions. */
export interface ActionsSettings {
  readonly organization: string
  readonly login: string
  readonly url: string
  /** `all`, `none` or `selected`: which repositories may run workflows. */
  readonly enabledRepositories: string
  /** `all`, `local_only` or `selected`; absent where no repository may run any. */
  readonly allowedActions: string | undefined
  readonly shaPinningRequired: boolean | undefined
}

/** What workflows get by default. */
export interface WorkflowDefaults {
  /** `read` or `write`. */
  readonly tokenPermissions: string
  readonly canApproveReviews: boolean
}

const permissionsSchema = z.object({
  enabled_repositories: z.string(),
  allowed_actions: z.string().optional(),
  sha_pinning_required: z.boolean().optional(),
})

/** @see https://docs.github.com/en/rest/actions/permissions */
const needs = githubNeeds({ permissions: ['organization_administration:read'], scopes: ['admin:org'] })

/** Organisation-wide settings of GitHub Actions. */
export const actionsSettings: ResourceType<ActionsSettings, GithubSession> = defineResource<
  ActionsSettings,
  GithubSession
>({
  name: 'github.actions-settings',
  needs,
  order: 'stable',
  cost: { bucket: 'core', itemsPerRequest: 1 },
  key: ({ organization }) => organization,
  asset: ({ organization, login, url }) => ({
    kind: 'setting',
    id: `${organization}/actions`,
    name: `GitHub Actions settings of ${login}`,
    url,
  }),
  partitions: organizationPartitions,
  async *collect({ session, partition, signal }) {
    const { id, login, url } = organizationOf(session, partition)
    const { data } = await session.client.get(`/orgs/${login}/actions/permissions`, permissionsSchema, signal)
    const item: ActionsSettings = {
      organization: id,
      login,
      url: `${new URL(url).origin}/organizations/${login}/settings/actions`,
      enabledRepositories: data.enabled_repositories,
      allowedActions: data.allowed_actions,
      shaPinningRequired: data.sha_pinning_required,
    }
    yield { items: [item], total: 1 }
  },
})

const workflowSchema = z
  .object({ default_workflow_permissions: z.string(), can_approve_pull_request_reviews: z.boolean() })
  .transform(
    (answer): WorkflowDefaults => ({
      tokenPermissions: answer.default_workflow_permissions,
      canApproveReviews: answer.can_approve_pull_request_reviews,
    }),
  )

/** What the token of a workflow may do unless the workflow says otherwise. */
export const workflowDefaults: Facet<ActionsSettings, WorkflowDefaults, GithubSession> = defineFacet<
  ActionsSettings,
  WorkflowDefaults,
  GithubSession
>({
  name: 'github.actions-settings.workflow-defaults',
  of: actionsSettings,
  needs,
  cost: { bucket: 'core', itemsPerRequest: 1 },
  fetch: async ({ login }, { session, signal }) =>
    (await session.client.get(`/orgs/${login}/actions/permissions/workflow`, workflowSchema, signal)).data,
})

const approvalSchema = z.object({ approval_policy: z.string() }).transform(({ approval_policy }) => approval_policy)

/**
 * Whose pull requests from forks run workflows without being asked: `first_time_contributors_new_to_github`,
 * `first_time_contributors` or `all_external_contributors`.
 */
export const forkApprovalPolicy: Facet<ActionsSettings, string, GithubSession> = defineFacet<
  ActionsSettings,
  string,
  GithubSession
>({
  name: 'github.actions-settings.fork-approval-policy',
  of: actionsSettings,
  needs,
  cost: { bucket: 'core', itemsPerRequest: 1 },
  fetch: async ({ login }, { session, signal }) =>
    (
      await session.client.get(
        `/orgs/${login}/actions/permissions/fork-pr-contributor-approval`,
        approvalSchema,
        signal,
      )
    ).data,
})
