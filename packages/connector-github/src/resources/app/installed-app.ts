import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** A GitHub App that is installed in an organisation. */
export interface InstalledApp {
  readonly id: string
  readonly appId: string
  readonly slug: string
  readonly url: string
  /** `all` or `selected`. */
  readonly repositorySelection: string
  /** Permission → `read`, `write` or `admin`. */
  readonly permissions: Readonly<Record<string, string>>
  readonly suspendedAt: string | null
  readonly createdAt: string
}

const installedAppSchema = z
  .object({
    id: z.number(),
    app_id: z.number(),
    app_slug: z.string(),
    html_url: z.string(),
    repository_selection: z.string(),
    permissions: z.record(z.string(), z.string()),
    suspended_at: z.string().nullish(),
    created_at: z.string(),
  })
  .transform(
    (answer): InstalledApp => ({
      id: String(answer.id),
      appId: String(answer.app_id),
      slug: answer.app_slug,
      url: answer.html_url,
      repositorySelection: answer.repository_selection,
      permissions: answer.permissions,
      suspendedAt: answer.suspended_at ?? null,
      createdAt: answer.created_at,
    }),
  )

/** A listing that stands in a field of the body. */
const bodySchema = z.object({ total_count: z.number(), installations: z.array(z.unknown()) })

/**
 * Installed GitHub Apps. Owners only; GitHub's page asks classic tokens for `admin:read`, which is no scope, so it is
 * taken for `admin:org`, of which reading is a part.
 * @see https://docs.github.com/en/rest/orgs/orgs#list-app-installations-for-an-organization
 */
export const installedApp: ResourceType<InstalledApp, GithubSession> = defineResource<InstalledApp, GithubSession>({
  name: 'github.installed-app',
  needs: githubNeeds({ permissions: ['organization_administration:read'], scopes: ['admin:org'] }),
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, slug, url, suspendedAt }) => ({
    kind: 'application',
    id,
    name: slug,
    url,
    status: suspendedAt === null ? 'active' : 'suspended',
  }),
  partitions: organizationPartitions,
  collect: (context) =>
    organizationList(context, '/orgs/{org}/installations', {
      item: installedAppSchema,
      keyOf: keyOf('id'),
      itemsOf: (body) => bodySchema.safeParse(body).data?.installations,
      totalOf: (body) => bodySchema.safeParse(body).data?.total_count,
    }),
})
