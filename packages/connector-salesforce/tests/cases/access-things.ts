import type { Assignee, Grant, ReadAssignment } from '../../src/resources/access/assignment.ts'
import type { DelegateGroup } from '../../src/resources/access/delegate-group.ts'
import type { EffectiveAccess, Holding } from '../../src/resources/access/effective-access.ts'
import type { FrozenLogin } from '../../src/resources/access/frozen-login.ts'
import type { ObjectAccess } from '../../src/resources/access/object-access.ts'
import type { ObjectRights } from '../../src/resources/access/object-grant.ts'
import {
  noPermissions,
  type PermissionBits,
  permissionBits,
  permissionBitsWhere,
  unite,
  without,
} from '../../src/resources/access/permission-bits.ts'
import type { PermissionSetGroup } from '../../src/resources/access/permission-set-group.ts'
import type { PermissionSource } from '../../src/resources/access/permission-source.ts'
import type { ReadUserAccess } from '../../src/resources/access/user-access.ts'

const all = permissionBitsWhere(() => true)

/** What a profile of administrators gives. */
const administrative: readonly string[] = [
  'ModifyAllData',
  'ViewAllData',
  'ManageUsers',
  'CustomizeApplication',
  'AuthorApex',
]

export function anAssignee(changes: Partial<Assignee> = {}): Assignee {
  return {
    id: '005000000000001AAA',
    username: 'user-1@acme.example',
    userType: 'Standard',
    profileId: '00e000000000001AAA',
    profileName: 'Sales',
    createdAt: Date.parse('2024-01-01T00:00:00Z'),
    lastLoginAt: Date.parse('2025-12-20T00:00:00Z'),
    ...changes,
  }
}

export function aSource(changes: Partial<PermissionSource> = {}): PermissionSource {
  return {
    id: '0PS000000000001AAA',
    kind: 'permission-set',
    name: 'Set 1',
    custom: true,
    needsActivation: false,
    permissions: noPermissions,
    known: all,
    ...changes,
  }
}

export function aGroup(changes: Partial<PermissionSetGroup> = {}): PermissionSetGroup {
  return { id: '0PG000000000001AAA', name: 'Group 1', status: 'Updated', needsActivation: false, ...changes }
}

export function anAssignment(grant: Grant, changes: Partial<ReadAssignment> = {}): ReadAssignment {
  const assignee = changes.assignee ?? anAssignee()
  return { id: '0Pa000000000001AAA', userId: assignee.id, assignee, grant, active: true, ...changes }
}

export function aHolding(permissions: readonly string[], changes: Partial<Holding> = {}): Holding {
  return {
    source: { id: '0PS000000000001AAA', kind: 'permission-set', name: 'Set 1' },
    via: [],
    permissions: permissionBits(...permissions),
    known: all,
    needsActivation: false,
    unsettled: false,
    differs: false,
    ...changes,
  }
}

/** A holding that comes with the profile. */
export function byProfile(permissions: readonly string[]): Holding {
  return aHolding(permissions, { source: { id: '0PS00000000000PAAA', kind: 'profile', name: 'Sales' } })
}

function accessOf(holdings: readonly Holding[]): EffectiveAccess {
  const united = (part: readonly Holding[]): PermissionBits => unite(...part.map(({ permissions }) => permissions))
  const standing = united(holdings.filter(({ needsActivation }) => !needsActivation))
  return { standing, onActivation: without(united(holdings), standing), known: all, holdings }
}

/** A user with these permissions, by a permission set where nothing else is said. */
export function aUser(
  held: readonly string[] | readonly Holding[] = [],
  changes: Partial<ReadUserAccess> = {},
): ReadUserAccess {
  const names = held.filter((one) => typeof one === 'string')
  const holdings = held.filter((one) => typeof one !== 'string')
  const access = accessOf(names.length > 0 ? [aHolding(names), ...holdings] : holdings)
  return { ...anAssignee(), access, asked: all, ...changes }
}

export function anAdministrator(changes: Partial<ReadUserAccess> = {}): ReadUserAccess {
  return aUser([byProfile(administrative)], { profileName: 'Systemadministrator', ...changes })
}

export function someRights(changes: Partial<ObjectRights> = {}): ObjectRights {
  return {
    object: 'Account',
    create: false,
    read: false,
    edit: false,
    remove: false,
    viewAll: false,
    modifyAll: false,
    ...changes,
  }
}

export function someObjectAccess(...objects: readonly ObjectRights[]): ObjectAccess {
  return { id: '0PS000000000001AAA', name: 'Site Profile', kind: 'profile', objects }
}

export function aDelegateGroup(changes: Partial<DelegateGroup> = {}): DelegateGroup {
  return { id: '0DG000000000001AAA', name: 'Support leads', loginAccess: false, ...changes }
}

export function aFrozenLogin(changes: Partial<FrozenLogin> = {}): FrozenLogin {
  return { id: '05D000000000001AAA', userId: '005000000000001AAA', ...changes }
}
