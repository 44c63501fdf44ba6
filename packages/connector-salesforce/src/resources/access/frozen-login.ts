import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { soql } from '../../soql.ts'
import { expectRows } from '../expect-rows.ts'
import { readRows } from '../read-rows.ts'

/** The log-in of a user that an administrator has frozen. */
export interface FrozenLogin {
  readonly id: string
  readonly userId: string
}

/** Accepts a row of UserLogin. */
const frozenLoginSchema: z.ZodType<FrozenLogin> = z
  .object({ Id: z.string().min(1), UserId: z.string().min(1) })
  .transform(({ Id, UserId }) => ({ id: Id, userId: UserId }))

const source = { object: 'UserLogin', fields: ['Id', 'UserId'], where: soql`IsFrozen = true` } as const

/**
 * Frozen log-ins. The user stays active, and keeps licence and permissions.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userlogin.htm
 */
export const frozenLogin: ResourceType<FrozenLogin, SalesforceSession> = defineResource<FrozenLogin, SalesforceSession>(
  {
    name: 'salesforce.frozen-login',
    needs: salesforceNeeds('ManageUsers'),
    order: 'stable',
    cost: { bucket: 'default', itemsPerRequest: 2000 },
    key: ({ id }) => id,
    asset: ({ id, userId }) => ({ kind: 'credential', id, name: `Log-in of ${userId}`, status: 'frozen' }),
    partitions: (context) => expectRows(context, source),
    collect: (context) => readRows({ ...source, item: frozenLoginSchema }, context),
  },
)
