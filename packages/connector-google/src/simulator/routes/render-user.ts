import type { admin_directory_v1 } from '@googleapis/admin'
import type { GoogleWorld } from '../world/google-world.ts'
import { simulatedUnits } from '../world/organizational-unit.ts'
import type { SimulatedUser } from '../world/user.ts'

/** A user as the Directory API writes it. */
export function renderUser(user: SimulatedUser, { customerId }: GoogleWorld): admin_directory_v1.Schema$User {
  return {
    kind: 'admin#directory#user',
    id: user.id,
    primaryEmail: user.email,
    name: { givenName: 'User', familyName: String(user.index), fullName: `User ${user.index}` },
    customerId,
    isAdmin: user.superAdmin,
    isDelegatedAdmin: !user.superAdmin && user.roles.length > 0,
    isEnrolledIn2Sv: user.enrolled,
    isEnforcedIn2Sv: user.enforced,
    suspended: user.suspended,
    ...(user.suspended && { suspensionReason: 'ADMIN' }),
    archived: user.archived,
    lastLoginTime: new Date(user.lastLogin ?? 0).toISOString(),
    creationTime: new Date(user.created).toISOString(),
    ...(user.recoveryEmail && { recoveryEmail: `user-${user.index}@home.example` }),
    ...(user.recoveryPhone && { recoveryPhone: '+12025550100' }),
    ipWhitelisted: user.ipWhitelisted,
    changePasswordAtNextLogin: user.changePassword,
    agreedToTerms: user.lastLogin !== undefined,
    orgUnitPath: simulatedUnits[user.unit]?.path ?? '/',
    ...(user.guest && { isGuestUser: true }),
    isMailboxSetup: true,
    includeInGlobalAddressList: true,
  }
}
