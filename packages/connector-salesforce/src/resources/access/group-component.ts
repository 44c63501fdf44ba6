import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { accessNeeds } from './describe-fields.ts'
import { readTogether } from './read-together.ts'

/** What a permission set group is made of: a permission set, or a muting permission set. */
export interface GroupComponent {
  readonly id: string
  readonly groupId: string
  /** Id of a permission set, or of a muting permission set: the two never share one. */
  readonly partId: string
}

/** Accepts a row of PermissionSetGroupComponent. */
const groupComponentSchema: z.ZodType<GroupComponent> = z
  .object({ Id: z.string().min(1), PermissionSetGroupId: z.string().min(1), PermissionSetId: z.string().min(1) })
  .transform(({ Id, PermissionSetGroupId, PermissionSetId }) => ({
    id: Id,
    groupId: PermissionSetGroupId,
    partId: PermissionSetId,
  }))

/**
 * The parts of permission set groups. Groups do not nest.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetgroupcomponent.htm
 */
export const groupComponent: ResourceType<GroupComponent, SalesforceSession> = defineResource<
  GroupComponent,
  SalesforceSession
>({
  name: 'salesforce.permission-set-group-component',
  needs: accessNeeds,
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id, groupId }) => ({ kind: 'role', id, name: `Part of ${groupId}` }),
  collect: (context) => readTogether('parts', () => groupComponentSchema, context),
})

/** The ids of a group's parts. */
export const groupParts: Index<GroupComponent, readonly string[]> = defineIndex<
  GroupComponent,
  readonly string[],
  SalesforceSession
>({
  name: 'salesforce.permission-set-group-parts',
  of: groupComponent,
  by: ({ groupId }) => groupId,
  pick: ({ partId }, previous = []) => [...previous, partId],
})

/** The permission sets that are part of a group. */
export const groupedSets: Index<GroupComponent, true> = defineIndex<GroupComponent, true, SalesforceSession>({
  name: 'salesforce.grouped-permission-sets',
  of: groupComponent,
  by: ({ partId }) => partId,
  pick: () => true,
})
