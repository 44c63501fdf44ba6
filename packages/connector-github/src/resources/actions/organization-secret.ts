import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { keyWithin } from '../key-of.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** A secret that workflows of several repositories share. Its value is known to nobody outside GitHub. */
export interface OrganizationSecret {
  /** The organisation's id and the name: GitHub gives secrets no other id. */
  readonly id: string
  readonly name: string
  /** `all`, `private` or `selected`: which repositories may use it. */
  readonly visibility: string
  /** ISO 8601. */
  readonly updatedAt: string
}

const secretSchema = (organization: string): z.ZodType<OrganizationSecret> =>
  z.object({ name: z.string().min(1), visibility: z.string(), updated_at: z.string() }).transform(
    ({ name, visibility, updated_at }): OrganizationSecret => ({
      id: `${organization}/${name}`,
      name,
      visibility,
      updatedAt: updated_at,
    }),
  )

const bodySchema = z.object({ total_count: z.number(), secrets: z.array(z.unknown()) })

/**
 * Secrets of GitHub Actions that the organisation holds.
 * @see https://docs.github.com/en/rest/actions/secrets#list-organization-secrets
 */
export const organizationSecret: ResourceType<OrganizationSecret, GithubSession> = defineResource<
  OrganizationSecret,
  GithubSession
>({
  name: 'github.organization-secret',
  needs: githubNeeds({ permissions: ['organization_secrets:read'], scopes: ['admin:org'] }),
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'credential', id, name: `Actions secret ${name}` }),
  partitions: organizationPartitions,
  collect: (context) =>
    organizationList(context, '/orgs/{org}/actions/secrets', {
      item: secretSchema(context.partition.key),
      keyOf: keyWithin(context.partition.key, 'name'),
      itemsOf: (body) => bodySchema.safeParse(body).data?.secrets,
      totalOf: (body) => bodySchema.safeParse(body).data?.total_count,
    }),
})
