import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'
import { type Hook, hookSchema } from './hook.ts'

/**
 * Webhooks of an organisation.
 * @see https://docs.github.com/en/rest/orgs/webhooks#list-organization-webhooks
 */
export const organizationHook: ResourceType<Hook, GithubSession> = defineResource<Hook, GithubSession>({
  name: 'github.organization-hook',
  needs: githubNeeds({ permissions: ['organization_hooks:read'], scopes: ['admin:org_hook'] }),
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, target, active }) => ({
    kind: 'webhook',
    id,
    name: `webhook ${id} to ${target}`,
    status: active ? 'active' : 'inactive',
  }),
  partitions: organizationPartitions,
  collect: (context) => organizationList(context, '/orgs/{org}/hooks', { item: hookSchema, keyOf: keyOf('id') }),
})
