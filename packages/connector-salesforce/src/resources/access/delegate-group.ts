import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { expectRows } from '../expect-rows.ts'
import { accessSource } from './access-questions.ts'
import { accessNeeds } from './describe-fields.ts'
import { readTogether } from './read-together.ts'

/** A group of delegated administrators. */
export interface DelegateGroup {
  readonly id: string
  readonly name: string
  /** Its members may log in as the users that they administer. */
  readonly loginAccess: boolean
}

/** Accepts a row of DelegateGroup. */
const delegateGroupSchema: z.ZodType<DelegateGroup> = z
  .object({ Id: z.string().min(1), Name: z.string(), IsLoginAccessEnabled: z.boolean() })
  .transform(({ Id, Name, IsLoginAccessEnabled }) => ({ id: Id, name: Name, loginAccess: IsLoginAccessEnabled }))

/**
 * Groups of delegated administrators.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_delegategroup.htm
 */
export const delegateGroup: ResourceType<DelegateGroup, SalesforceSession> = defineResource<
  DelegateGroup,
  SalesforceSession
>({
  name: 'salesforce.delegate-group',
  needs: accessNeeds,
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'group', id, name }),
  partitions: (context) => expectRows(context, accessSource('delegateGroups', [])),
  collect: (context) => readTogether('delegateGroups', () => delegateGroupSchema, context),
})
