import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** Somebody has a role. */
export interface RoleAssignment {
  readonly id: string
  readonly roleId: string
  /** The id of a user, a group or a service account. */
  readonly assignedTo: string
  /** `user`, `group`, or what Google adds one day. */
  readonly assigneeType: string
  /** `CUSTOMER` for the whole account, `ORG_UNIT` for a part. */
  readonly scopeType: string
}

const schema = z
  .object({
    roleAssignmentId: z.string().min(1),
    roleId: z.string().min(1),
    assignedTo: z.string().min(1),
    assigneeType: z.string().nullish(),
    scopeType: z.string().nullish(),
  })
  .transform(
    ({ roleAssignmentId, roleId, assignedTo, assigneeType, scopeType }): RoleAssignment => ({
      id: roleAssignmentId,
      roleId,
      assignedTo,
      assigneeType: (assigneeType ?? 'user').toLowerCase(),
      scopeType: scopeType ?? 'CUSTOMER',
    }),
  )

/**
 * Who has which role of an administrator, directly; roles of groups are the groups'.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/roleAssignments/list
 */
export const roleAssignment: ResourceType<RoleAssignment, GoogleSession> = defineResource<
  RoleAssignment,
  GoogleSession
>({
  name: 'google.role-assignment',
  needs: googleNeeds('admin.directory.rolemanagement.readonly'),
  order: 'unstable',
  cost: { bucket: 'directory', itemsPerRequest: 200 },
  key: ({ id }) => id,
  asset: ({ id, assigneeType, assignedTo }) => ({
    kind: 'role',
    id,
    name: `role of ${assigneeType} ${assignedTo}`,
    url: 'https://admin.google.com/ac/roles',
  }),
  partitions: customerPartition,
  collect: (context) =>
    readListing(context, 'directory', `/admin/directory/v1/customer/${context.session.customerId}/roleassignments`, {
      item: schema,
      itemsField: 'items',
      keyOf: keyOf('roleAssignmentId'),
      query: { maxResults: 200 },
    }),
})

/** The roles of whoever has one, by the id of the user, group or service account. */
export const assignmentsByAssignee: Index<RoleAssignment, readonly RoleAssignment[]> = defineIndex<
  RoleAssignment,
  readonly RoleAssignment[],
  GoogleSession
>({
  name: 'google.assignments-by-assignee',
  of: roleAssignment,
  by: ({ assignedTo }) => assignedTo,
  pick: (assignment, previous = []) => [...previous, assignment],
})
