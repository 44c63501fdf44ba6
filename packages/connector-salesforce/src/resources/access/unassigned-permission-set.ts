import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { accessNeeds } from './describe-fields.ts'
import { readTogether } from './read-together.ts'

/** A permission set, profiles' and groups' own ones among them, that nobody has. */
export interface UnassignedPermissionSet {
  readonly id: string
}

const schema: z.ZodType<UnassignedPermissionSet> = z
  .object({ Id: z.string().min(1) })
  .transform(({ Id }) => ({ id: Id }))

/** Permission sets that are assigned to nobody. Salesforce works them out: counting assignments would list them all. */
export const unassignedPermissionSet: ResourceType<UnassignedPermissionSet, SalesforceSession> = defineResource<
  UnassignedPermissionSet,
  SalesforceSession
>({
  name: 'salesforce.unassigned-permission-set',
  needs: accessNeeds,
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'role', id, name: id, status: 'unassigned' }),
  collect: (context) => readTogether('unassigned', () => schema, context),
})

/** The ids of permission sets that nobody has. */
export const unassignedSets: Index<UnassignedPermissionSet, true> = defineIndex<
  UnassignedPermissionSet,
  true,
  SalesforceSession
>({ name: 'salesforce.unassigned-permission-sets', of: unassignedPermissionSet, pick: () => true })
