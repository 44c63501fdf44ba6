import type { ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource } from '@opencasb/core/connector'
import type { GoogleSession } from '../../session.ts'
import { type Role, roles } from '../role/role.ts'
import { assignmentsByAssignee } from '../role/role-assignment.ts'
import { administratorAccounts } from '../user/administrator-accounts.ts'

/** A role that an administrator has, and where. */
export interface AdministratorRole {
  readonly role: Role
  readonly scopeType: string
}

/** Somebody with a role of an administrator: a user, a group or a service account. */
export interface Administrator {
  readonly id: string
  /** `user`, `group`, or what Google adds one day. */
  readonly type: string
  /** The address of a user; the id of anything else. */
  readonly name: string
  /** Whether the user can sign in; `undefined` for what is no user of the account. */
  readonly active: boolean | undefined
  /** In the order of their names. */
  readonly roles: readonly AdministratorRole[]
}

type Tables = {
  readonly assignments: typeof assignmentsByAssignee
  readonly roles: typeof roles
  readonly accounts: typeof administratorAccounts
}

/** Administrators with their roles. */
export const administrator: ResourceType<Administrator, GoogleSession> = defineDerivedResource<
  Administrator,
  Tables,
  GoogleSession
>({
  name: 'google.administrator',
  lookup: { assignments: assignmentsByAssignee, roles, accounts: administratorAccounts },
  *items({ assignments, roles: known, accounts }) {
    for (const [id, own] of assignments.entries()) {
      const account = accounts.get(id)
      const held = own.flatMap(({ roleId, scopeType }) => {
        const role = known.get(roleId)
        return role ? [{ role, scopeType }] : []
      })
      yield {
        id,
        type: own[0]?.assigneeType ?? 'user',
        name: account?.email ?? id,
        active: account?.active,
        roles: held.sort((a, b) => (a.role.name < b.role.name ? -1 : 1)),
      }
    }
  },
  key: ({ id }) => id,
  asset: ({ id, type, name, active }) => ({
    kind: type === 'group' ? 'group' : 'account',
    id,
    name,
    url: type === 'group' ? 'https://admin.google.com/ac/roles' : `https://admin.google.com/ac/users/${id}`,
    ...(active !== undefined && { status: active ? 'active' : 'suspended' }),
  }),
})
