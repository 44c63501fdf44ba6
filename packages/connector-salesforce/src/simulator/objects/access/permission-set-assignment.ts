import type { SalesforceWorld } from '../../world/salesforce-world.ts'
import type { SimulatedObject } from '../../world/simulated-object.ts'
import { accessLayout, isCareless, permissionSetId } from './access-layout.ts'

/** The place of the permission set that has almost everything. */
const formerAdministrators = 8

/** Of every two users, one has something besides the profile. */
function assigned(world: SalesforceWorld): number {
  const users = world.table('User')?.rows.count ?? 0
  return accessLayout(world).sets === 0 ? users : users + Math.ceil(users / 2)
}

/** Powerful permission sets are with few: most assignments are of the harmless first one. */
function placeOf(world: SalesforceWorld, index: number): number {
  const { sets } = accessLayout(world)
  const dice = world.dice('PermissionSetAssignment')
  if (isCareless(world) && sets > formerAdministrators && dice.chance(0.15, index, 7)) return formerAdministrators
  if (dice.chance(isCareless(world) ? 0.8 : 0.97, index, 1)) return 0
  // The last one is assigned to nobody.
  return dice.between(0, Math.max(0, sets - 2), index, 2)
}

/** Who has which permission set: first every user's profile, then what was assigned. */
export const permissionSetAssignment: SimulatedObject = {
  name: 'PermissionSetAssignment',
  api: 'both',
  prefix: '0Pa',
  requires: ['ViewSetup'],
  parents: {
    Assignee: { field: 'AssigneeId', object: 'User' },
    PermissionSet: { field: 'PermissionSetId', object: 'PermissionSet' },
    PermissionSetGroup: { field: 'PermissionSetGroupId', object: 'PermissionSetGroup' },
  },
  count: assigned,
  make: (index, world) => {
    const users = world.table('User')
    const profiles = world.table('Profile')
    const first = users?.rows.count ?? 0
    const base = { IsActive: true, ExpirationDate: null, SystemModstamp: world.daysAgo(index % 300) }
    if (index < first || accessLayout(world).sets === 0) {
      const user = users?.rows.get(index)
      const profile = profiles?.byId(user?.['ProfileId'])
      const place = profile ? placeOfProfile(world, String(profile['Id'])) : 0
      return {
        AssigneeId: users?.idAt(index) ?? '',
        PermissionSetId: permissionSetId(world, place),
        PermissionSetGroupId: null,
        ...base,
      }
    }
    const layout = accessLayout(world)
    const dice = world.dice('PermissionSetAssignment')
    const user = (index - first) * 2
    const throughGroup = dice.chance(isCareless(world) ? 0.1 : 0.03, index, 3)
    const group = dice.between(0, layout.groups - 1, index, 4)
    const ends = dice.chance(0.1, index, 5)
    return {
      AssigneeId: users?.idAt(first === 0 ? 0 : user % first) ?? '',
      PermissionSetId: permissionSetId(
        world,
        throughGroup ? layout.profiles + layout.sets + group : layout.profiles + placeOf(world, index),
      ),
      PermissionSetGroupId: throughGroup ? (world.table('PermissionSetGroup')?.idAt(group) ?? null) : null,
      ...base,
      ...(ends && { ExpirationDate: world.daysAgo(dice.between(-200, 30, index, 6)) }),
    }
  },
  comesAndGoes: true,
}

function placeOfProfile(world: SalesforceWorld, id: string): number {
  const { profiles } = accessLayout(world)
  for (let index = 0; index < profiles; index++) if (world.table('Profile')?.idAt(index) === id) return index
  return 0
}
