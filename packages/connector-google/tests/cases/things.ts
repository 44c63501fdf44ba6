import type { Administrator } from '../../src/resources/administrator/administrator.ts'
import type { Domain } from '../../src/resources/domain/domain.ts'
import type { Group } from '../../src/resources/group/group.ts'
import type { GroupMembers } from '../../src/resources/group/group-members.ts'
import type { GroupSettings } from '../../src/resources/group/group-settings.ts'
import type { OauthApp } from '../../src/resources/oauth/oauth-app.ts'
import type { Role } from '../../src/resources/role/role.ts'
import type { User } from '../../src/resources/user/user-schema.ts'

/** Checks are shown the first day of 2026. */
const now = Date.parse('2026-01-01T00:00:00Z')
export const daysAgo = (days: number): Date => new Date(now - days * 86_400_000)

export function aUser(values: Partial<User> = {}): User {
  return {
    id: '100000000000000000017',
    email: 'user-17@acme.example',
    isSuperAdmin: false,
    isDelegatedAdmin: false,
    isEnrolledIn2Sv: true,
    isEnforcedIn2Sv: true,
    suspended: false,
    suspensionReason: undefined,
    archived: false,
    lastLogin: daysAgo(1),
    created: daysAgo(900),
    hasRecoveryEmail: true,
    hasRecoveryPhone: true,
    ipWhitelisted: false,
    changePasswordAtNextLogin: false,
    orgUnitPath: '/',
    isGuest: false,
    includeInGlobalAddressList: true,
    ...values,
  }
}

export const aSuperAdmin = (values: Partial<User> = {}): User => aUser({ isSuperAdmin: true, ...values })
export const anAdmin = (values: Partial<User> = {}): User => aUser({ isDelegatedAdmin: true, ...values })

export function anApp(values: Partial<OauthApp> = {}): OauthApp {
  return {
    clientId: '1017.apps.googleusercontent.com',
    name: 'board',
    users: 3,
    superAdmins: 0,
    scopes: [],
    anonymous: false,
    native: false,
    ...values,
  }
}

export function aGroup(values: Partial<Group> = {}): Group {
  return { id: '01abc', email: 'group-3@acme.example', name: 'Group 3', adminCreated: true, ...values }
}

export function settingsWith(values: Partial<GroupSettings> = {}): GroupSettings {
  return {
    whoCanJoin: 'INVITED_CAN_JOIN',
    whoCanViewGroup: 'ALL_MEMBERS_CAN_VIEW',
    whoCanPostMessage: 'ALL_MEMBERS_CAN_POST',
    whoCanViewMembership: 'ALL_MEMBERS_CAN_VIEW',
    whoCanDiscoverGroup: 'ALL_MEMBERS_CAN_DISCOVER',
    allowExternalMembers: false,
    messageModerationLevel: 'MODERATE_NONE',
    ...values,
  }
}

export function membersWith(values: Partial<GroupMembers> = {}): GroupMembers {
  return { count: 3, owners: 1, domains: { 'acme.example': 3 }, everybody: false, ...values }
}

export function aDomain(values: Partial<Domain> = {}): Domain {
  return { name: 'acme.example', isPrimary: true, verified: true, aliases: [], ...values }
}

const superAdmin: Role = { id: 'r1', name: '_SEED_ADMIN_ROLE', isSuperAdmin: true, isSystem: true, privileges: [] }
const helpDesk: Role = { id: 'r2', name: '_HELP_DESK_ADMIN_ROLE', isSuperAdmin: false, isSystem: true, privileges: [] }

export function anAdministrator(...held: readonly ('super' | 'help-desk')[]): Administrator {
  return {
    id: '100000000000000000001',
    type: 'user',
    name: 'user-1@acme.example',
    active: true,
    roles: held.map((one) => ({ role: one === 'super' ? superAdmin : helpDesk, scopeType: 'CUSTOMER' })),
  }
}
