import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import type { GithubSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** A member's fine-grained token that may use an organisation's resources. Times are ISO 8601. */
export interface PersonalAccessToken {
  readonly id: string
  readonly name: string
  readonly owner: string
  /** `all`, `subset` or `none`. */
  readonly repositorySelection: string
  /** Permission → `read`, `write` or `admin`, those for the organisation and for repositories together. */
  readonly permissions: Readonly<Record<string, string>>
  readonly grantedAt: string
  readonly expired: boolean
  /** `null` for tokens that never end. */
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

const levels = z.record(z.string(), z.string()).optional()

const tokenSchema = z
  .object({
    token_id: z.number(),
    token_name: z.string().optional(),
    owner: z.object({ login: z.string() }),
    repository_selection: z.string(),
    permissions: z.object({ organization: levels, repository: levels, other: levels }),
    access_granted_at: z.string(),
    token_expired: z.boolean(),
    token_expires_at: z.string().nullable(),
    token_last_used_at: z.string().nullable(),
  })
  .transform(
    (answer): PersonalAccessToken => ({
      id: String(answer.token_id),
      name: answer.token_name ?? 'a token without name',
      owner: answer.owner.login,
      repositorySelection: answer.repository_selection,
      permissions: {
        ...answer.permissions.other,
        ...answer.permissions.repository,
        ...answer.permissions.organization,
      },
      grantedAt: answer.access_granted_at,
      expired: answer.token_expired,
      expiresAt: answer.token_expires_at,
      lastUsedAt: answer.token_last_used_at,
    }),
  )

/**
 * Fine-grained tokens of members that were approved for an organisation. Apps only.
 * @see https://docs.github.com/en/rest/orgs/personal-access-tokens#list-fine-grained-personal-access-tokens-with-access-to-organization-resources
 */
export const personalAccessToken: ResourceType<PersonalAccessToken, GithubSession> = defineResource<
  PersonalAccessToken,
  GithubSession
>({
  name: 'github.personal-access-token',
  needs: { 'github-app': ['organization_personal_access_tokens:read'] },
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name, owner, expired }) => ({
    kind: 'credential',
    id,
    name: `token "${name}" of ${owner}`,
    owner,
    status: expired ? 'expired' : 'active',
  }),
  partitions: organizationPartitions,
  collect: (context) =>
    organizationList(context, '/orgs/{org}/personal-access-tokens', { item: tokenSchema, keyOf: keyOf('token_id') }),
})
