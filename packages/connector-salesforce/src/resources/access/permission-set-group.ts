import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { accessNeeds } from './describe-fields.ts'
import { readTogether } from './read-together.ts'

/** A permission set group. What it gives stands in its own {@link PermissionSource}. */
export interface PermissionSetGroup {
  readonly id: string
  readonly name: string
  /** `Updated` where what it gives is what its parts say; `Outdated`, `Updating` or `Failed` where it is not. */
  readonly status: string
  /** Counts only in sessions that were raised to it. */
  readonly needsActivation: boolean
}

/** Accepts a row of PermissionSetGroup. */
const permissionSetGroupSchema: z.ZodType<PermissionSetGroup> = z
  .object({
    Id: z.string().min(1),
    MasterLabel: z.string(),
    Status: z.string(),
    HasActivationRequired: z.boolean(),
  })
  .transform(({ Id, MasterLabel, Status, HasActivationRequired }) => ({
    id: Id,
    name: MasterLabel,
    status: Status,
    needsActivation: HasActivationRequired,
  }))

/**
 * Permission set groups with the state of their calculation.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetgroup.htm
 */
export const permissionSetGroup: ResourceType<PermissionSetGroup, SalesforceSession> = defineResource<
  PermissionSetGroup,
  SalesforceSession
>({
  name: 'salesforce.permission-set-group',
  needs: accessNeeds,
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id, name, status }) => ({ kind: 'role', id, name, status }),
  collect: (context) => readTogether('groups', () => permissionSetGroupSchema, context),
})

/** All groups. */
export const permissionSetGroups: Index<PermissionSetGroup, PermissionSetGroup> = defineIndex<
  PermissionSetGroup,
  PermissionSetGroup,
  SalesforceSession
>({
  name: 'salesforce.permission-set-groups',
  of: permissionSetGroup,
  pick: (group) => group,
})
