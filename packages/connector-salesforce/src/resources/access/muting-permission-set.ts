import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { accessNeeds } from './describe-fields.ts'
import type { PermissionBits } from './permission-bits.ts'
import { readPermissionBits } from './read-permission-bits.ts'
import { readTogether } from './read-together.ts'

/** What a group takes away from what its other parts give. */
export interface MutingPermissionSet {
  readonly id: string
  readonly name: string
  readonly muted: PermissionBits
}

/** Accepts a row of MutingPermissionSet that was read with these permissions. */
export function mutingPermissionSetSchema(asked: readonly string[]): z.ZodType<MutingPermissionSet> {
  return z.looseObject({ Id: z.string().min(1), MasterLabel: z.string() }).transform((row, context) => {
    const read = readPermissionBits(row, asked)
    if ('bits' in read) return { id: row.Id, name: row.MasterLabel, muted: read.bits }
    context.addIssue({ code: 'custom', path: [read.unreadable], message: 'says neither yes nor no' })
    return z.NEVER
  })
}

/**
 * Muting permission sets.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_mutingpermissionset.htm
 */
export const mutingPermissionSet: ResourceType<MutingPermissionSet, SalesforceSession> = defineResource<
  MutingPermissionSet,
  SalesforceSession
>({
  name: 'salesforce.muting-permission-set',
  needs: accessNeeds,
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 2000 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'role', id, name, status: 'muting' }),
  collect: (context) => readTogether('mutings', mutingPermissionSetSchema, context),
})

/** What each muting permission set takes away. */
export const mutings: Index<MutingPermissionSet, PermissionBits> = defineIndex<
  MutingPermissionSet,
  PermissionBits,
  SalesforceSession
>({
  name: 'salesforce.mutings',
  of: mutingPermissionSet,
  pick: ({ muted }) => muted,
})
