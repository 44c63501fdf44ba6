import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'

/** One rule of what may be consented to. */
export interface GrantCondition {
  /** `delegated` or `application`. */
  readonly permissionType: string | undefined
  /** `low`, `medium`, `high`, or `all`. */
  readonly classification: string | undefined
  /** Ids of permissions, or `all`. */
  readonly permissions: readonly string[]
  readonly verifiedPublishersOnly: boolean
  /** Client applications, or their publishers or tenants, are listed. */
  readonly limitedToClients: boolean
}

/** What whoever has this policy may consent to. */
export interface PermissionGrantPolicy {
  readonly id: string
  readonly name: string
  readonly includes: readonly GrantCondition[]
}

const condition = z
  .looseObject({
    permissionType: graphField.text,
    permissionClassification: graphField.text,
    permissions: graphField.texts,
    clientApplicationsFromVerifiedPublisherOnly: graphField.flag,
    clientApplicationIds: graphField.texts,
    clientApplicationTenantIds: graphField.texts,
    clientApplicationPublisherIds: graphField.texts,
  })
  .transform(
    (one): GrantCondition => ({
      permissionType: one.permissionType,
      classification: one.permissionClassification,
      permissions: one.permissions,
      verifiedPublishersOnly: one.clientApplicationsFromVerifiedPublisherOnly === true,
      limitedToClients: [
        one.clientApplicationIds,
        one.clientApplicationTenantIds,
        one.clientApplicationPublisherIds,
      ].some((ids) => ids.length > 0 && !ids.includes('all')),
    }),
  )

const item: z.ZodType<PermissionGrantPolicy> = z
  .looseObject({ id: graphField.id, displayName: graphField.text, includes: z.array(condition) })
  .transform(({ id, displayName, includes }) => ({ id, name: displayName ?? id, includes }))

/**
 * What may be consented to, by policy.
 * @see https://learn.microsoft.com/graph/api/permissiongrantpolicy-list
 */
export const permissionGrantPolicy: ResourceType<PermissionGrantPolicy, M365Session> = defineResource<
  PermissionGrantPolicy,
  M365Session
>({
  name: 'm365.permission-grant-policy',
  needs: graphNeeds(['Policy.Read.PermissionGrant']),
  order: 'stable',
  cost: { bucket: 'identity', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'policy', id, name }),
  collect: (context) => listPages(context, '/policies/permissionGrantPolicies', { item, query: {} }),
})
