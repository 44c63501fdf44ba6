import type { Index } from '@opencasb/core/connector'
import { defineIndex } from '@opencasb/core/connector'
import type { GoogleSession } from '../../session.ts'
import { user } from './user.ts'
import { canSignIn, isAdministrator, type User } from './user-schema.ts'

/** What is kept of an administrator's account. */
export interface AdministratorAccount {
  readonly email: string
  readonly isSuperAdmin: boolean
  readonly active: boolean
  readonly orgUnitPath: string
}

/** Accounts of administrators by id; everybody else is left out. */
export const administratorAccounts: Index<User, AdministratorAccount> = defineIndex<
  User,
  AdministratorAccount,
  GoogleSession
>({
  name: 'google.administrator-accounts',
  of: user,
  pick: (item) =>
    isAdministrator(item)
      ? {
          email: item.email,
          isSuperAdmin: item.isSuperAdmin,
          active: canSignIn(item),
          orgUnitPath: item.orgUnitPath,
        }
      : undefined,
})
