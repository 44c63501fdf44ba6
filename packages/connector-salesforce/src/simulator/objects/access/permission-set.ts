import type { SalesforceWorld } from '../../world/salesforce-world.ts'
import type { Row, SimulatedObject } from '../../world/simulated-object.ts'
import { accessLayout, isCareless, profileAt } from './access-layout.ts'
import { permissionFields, permissionNames } from './permission-names.ts'

/** What administrators do not have by their profile. */
const notOfAdministrators = [
  'ApiUserOnly',
  'BulkApiHardDelete',
  'BypassMFAForUiLogins',
  'PasswordNeverExpires',
  'SkipIdentityConfirmation',
  'TransactionSecurityExempt',
  'UseAnyApiAuth',
]

interface SetPlan {
  readonly label: string
  readonly permissions: readonly string[]
  readonly session?: true
  readonly namespace?: string
}

/** The first permission sets; those that follow are drawn. */
const plans: readonly SetPlan[] = [
  { label: 'Sales basics', permissions: ['RunReports', 'EditTask'] },
  { label: 'Help desk', permissions: ['ManageUsers', 'ResetPasswords', 'DelegatedTwoFactor'] },
  {
    label: 'Data team',
    permissions: ['ViewAllData', 'DataExport', 'BulkApiHardDelete', 'ApiEnabled', 'QueryAllFiles'],
  },
  { label: 'Break glass', permissions: ['ModifyAllData', 'ViewAllData'], session: true },
  { label: 'Test robots', permissions: ['BypassMFAForUiLogins', 'SkipIdentityConfirmation', 'PasswordNeverExpires'] },
  { label: 'Connector', permissions: ['AuthorApex', 'ApiEnabled'], namespace: 'acmepkg' },
  { label: 'Developers', permissions: ['AuthorApex', 'ModifyMetadata', 'ViewSetup', 'ApiEnabled'] },
  { label: 'Integration', permissions: ['ApiEnabled', 'ApiUserOnly', 'ModifyAllData', 'ViewAllData'] },
  {
    label: 'Former administrators',
    permissions: [
      'ModifyAllData',
      'ViewAllData',
      'ManageUsers',
      'CustomizeApplication',
      'AuthorApex',
      'ModifyMetadata',
      'ManageProfilesPermissionsets',
      'AssignPermissionSets',
      'ManageEncryptionKeys',
    ],
  },
  { label: 'App approvers', permissions: ['CanApproveUninstalledApps', 'UseAnyApiClient', 'ManageRemoteAccess'] },
  { label: 'Old tools', permissions: ['UseAnyApiAuth', 'ViewClientSecret', 'TransactionSecurityExempt'] },
]

/** The plan of a permission set by its place among them. */
function setPlan(world: SalesforceWorld, place: number): SetPlan {
  const dice = world.dice('PermissionSet')
  return (
    plans[place] ?? {
      label: `Set ${place}`,
      permissions: dice.chance(0.3, place, 3) ? [drawn(world, place, 4), drawn(world, place, 5)] : [],
      ...(dice.chance(0.03, place, 1) && { session: true }),
      ...(dice.chance(0.1, place, 2) && { namespace: 'acmepkg' }),
    }
  )
}

function drawn(world: SalesforceWorld, index: number, salt: number): string {
  const place = world.dice('permission').between(0, permissionNames.length - 1, index, salt)
  return permissionNames[place] ?? 'RunReports'
}

/** What a permission set gives, by its place. */
function permissionsOfSet(world: SalesforceWorld, place: number): ReadonlySet<string> {
  return new Set(setPlan(world, place).permissions)
}

/** The places of the permission sets in a group. */
export function membersOfGroup(world: SalesforceWorld, group: number): readonly number[] {
  const { sets } = accessLayout(world)
  return [...new Set([group % sets, (group * 3 + 1) % sets, (group * 7 + 2) % sets])]
}

/** What is muted in a group. Every second group mutes something. */
export function mutedInGroup(group: number): readonly string[] {
  return group % 2 === 0 ? ['ManageUsers', 'DataExport'] : []
}

/** Salesforce has worked a group out, unless something went wrong. */
export function groupStatus(group: number): string {
  return ['Updated', 'Updated', 'Updated', 'Outdated', 'Updated', 'Failed'][group % 6] ?? 'Updated'
}

/** What a custom profile gives besides what is usual. */
function extraOf(world: SalesforceWorld, name: string, userType: string): string {
  if (userType !== 'Standard') return isCareless(world) ? 'ViewAllFieldsGlobal' : 'PasswordNeverExpires'
  return name === 'Acme Unused' ? 'ResetPasswords' : 'ViewAllProfiles'
}

function ofProfile(world: SalesforceWorld, index: number): Row {
  const { id, name, userType, custom } = profileAt(world, index)
  const dice = world.dice('PermissionSet of profiles')
  const extra = extraOf(world, name, userType)
  const holds = (permission: string): boolean => {
    if (name === 'System Administrator') return !notOfAdministrators.includes(permission)
    if (name.includes('API Only')) return permission === 'ApiEnabled' || permission === 'ApiUserOnly'
    if (world.isEmpty) return false
    if (userType === 'Guest') return permission === 'ApiEnabled' && dice.chance(0.5, index, 1)
    if (permission === 'ApiEnabled' || permission === 'RunReports') return dice.chance(0.5, index, 2)
    return custom && permission === extra
  }
  return {
    ...common(world, index, `X${id}`, 'Profile'),
    IsCustom: custom,
    IsOwnedByProfile: true,
    ProfileId: id,
    ...permissionFields(holds),
  }
}

function ofSet(world: SalesforceWorld, index: number, place: number): Row {
  const { label, permissions, session = false, namespace = null } = setPlan(world, place)
  const given = new Set(permissions)
  return {
    ...common(world, index, label, session ? 'Session' : 'Regular'),
    NamespacePrefix: namespace,
    HasActivationRequired: session,
    ...permissionFields((name) => given.has(name)),
  }
}

function ofGroup(world: SalesforceWorld, index: number, group: number): Row {
  const given = new Set(membersOfGroup(world, group).flatMap((place) => [...permissionsOfSet(world, place)]))
  const muted = mutedInGroup(group)
  // A group that was not worked out again still has what was muted since.
  const stale = groupStatus(group) !== 'Updated'
  return {
    ...common(world, index, `Group ${group}`, 'Group'),
    PermissionSetGroupId: world.table('PermissionSetGroup')?.idAt(group) ?? null,
    ...permissionFields((name) => given.has(name) && (stale || !muted.includes(name))),
  }
}

function common(world: SalesforceWorld, index: number, label: string, type: string): Row {
  return {
    Name: label.replace(/\W+/g, '_'),
    Label: label,
    Type: type,
    IsCustom: true,
    IsOwnedByProfile: false,
    ProfileId: null,
    PermissionSetGroupId: null,
    NamespacePrefix: null,
    HasActivationRequired: false,
    CreatedDate: world.daysAgo(400 + (index % 300)),
    SystemModstamp: world.daysAgo(index % 200),
  }
}

/** Permission sets, with those that Salesforce keeps for profiles and groups. */
export const permissionSet: SimulatedObject = {
  name: 'PermissionSet',
  api: 'both',
  prefix: '0PS',
  requires: ['ViewSetup'],
  parents: {
    Profile: { field: 'ProfileId', object: 'Profile' },
    PermissionSetGroup: { field: 'PermissionSetGroupId', object: 'PermissionSetGroup' },
  },
  count: (world) => {
    const { profiles, sets, groups } = accessLayout(world)
    return profiles + sets + groups
  },
  make: (index, world) => {
    const { profiles, sets } = accessLayout(world)
    if (index < profiles) return ofProfile(world, index)
    return index < profiles + sets
      ? ofSet(world, index, index - profiles)
      : ofGroup(world, index, index - profiles - sets)
  },
  change: (row, roll) => {
    const field = roll < 0.5 ? 'PermissionsPasswordNeverExpires' : 'PermissionsManageRoles'
    return { [field]: row[field] !== true }
  },
}
