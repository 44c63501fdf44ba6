import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** A role of administrators. */
export interface Role {
  readonly id: string
  readonly name: string
  readonly isSuperAdmin: boolean
  /** Comes with Google Workspace. */
  readonly isSystem: boolean
  /** Names of its privileges, sorted: `USERS_UPDATE`. */
  readonly privileges: readonly string[]
}

const schema = z
  .object({
    roleId: z.string().min(1),
    roleName: z.string().min(1),
    isSuperAdminRole: z.boolean().nullish(),
    isSystemRole: z.boolean().nullish(),
    rolePrivileges: z.array(z.object({ privilegeName: z.string() })).nullish(),
  })
  .transform(
    ({ roleId, roleName, isSuperAdminRole, isSystemRole, rolePrivileges }): Role => ({
      id: roleId,
      name: roleName,
      isSuperAdmin: isSuperAdminRole === true,
      isSystem: isSystemRole === true,
      privileges: [...new Set(rolePrivileges?.map(({ privilegeName }) => privilegeName) ?? [])].sort(),
    }),
  )

/**
 * Roles of administrators, built in and custom ones.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/roles/list
 */
export const role: ResourceType<Role, GoogleSession> = defineResource<Role, GoogleSession>({
  name: 'google.role',
  needs: googleNeeds('admin.directory.rolemanagement.readonly'),
  order: 'unstable',
  cost: { bucket: 'directory', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name, isSystem }) => ({
    kind: 'role',
    id,
    name,
    url: 'https://admin.google.com/ac/roles',
    status: isSystem ? 'built in' : 'custom',
  }),
  partitions: customerPartition,
  collect: (context) =>
    readListing(context, 'directory', `/admin/directory/v1/customer/${context.session.customerId}/roles`, {
      item: schema,
      itemsField: 'items',
      keyOf: keyOf('roleId'),
      query: { maxResults: 100 },
    }),
})

/** Roles by id. */
export const roles: Index<Role, Role> = defineIndex<Role, Role, GoogleSession>({
  name: 'google.roles',
  of: role,
  pick: (item) => item,
})
