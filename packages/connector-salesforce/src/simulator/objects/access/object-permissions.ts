import type { SalesforceWorld } from '../../world/salesforce-world.ts'
import type { SimulatedObject } from '../../world/simulated-object.ts'
import { accessLayout, isCareless, permissionSetId, profileAt } from './access-layout.ts'

const objects = ['Account', 'Contact', 'Case', 'Lead', 'Opportunity', 'Knowledge__kav'] as const

function isOfGuests(world: SalesforceWorld, source: number): boolean {
  return source < accessLayout(world).profiles && profileAt(world, source).userType === 'Guest'
}

/** What a profile or permission set may do with an object, the stronger right implying the weaker ones. */
function strengthOf(world: SalesforceWorld, source: number, object: number): number {
  const roll = world.dice('ObjectPermissions').roll(source, object + 1)
  if (isOfGuests(world, source)) return roll < 0.6 ? 1 : roll < 0.8 ? 2 : 3
  return roll < 0.5 ? 2 : roll < 0.9 ? 4 : roll < 0.95 ? 5 : 6
}

/** Rights over objects: every profile and permission set has some over each. */
export const objectPermissions: SimulatedObject = {
  name: 'ObjectPermissions',
  api: 'data',
  prefix: '110',
  requires: ['ViewSetup'],
  parents: { Parent: { field: 'ParentId', object: 'PermissionSet' } },
  count: (world) => {
    const { profiles, sets } = accessLayout(world)
    return world.isEmpty ? 0 : (profiles + sets) * objects.length
  },
  make: (index, world) => {
    const place = Math.floor(index / objects.length)
    // Where nothing is allowed, there is no record: those of guests go to the first profile instead.
    const source = isCareless(world) || !isOfGuests(world, place) ? place : 0
    const strength = world.isEmpty ? 1 : strengthOf(world, source, index % objects.length)
    return {
      ParentId: permissionSetId(world, source),
      SobjectType: objects[index % objects.length] ?? '',
      PermissionsRead: strength >= 1,
      PermissionsCreate: strength >= 2,
      PermissionsEdit: strength >= 3,
      PermissionsDelete: strength >= 4,
      PermissionsViewAllRecords: strength >= 5,
      PermissionsModifyAllRecords: strength >= 6,
      SystemModstamp: world.daysAgo(index % 200),
    }
  },
  change: (row) => ({ PermissionsDelete: row['PermissionsDelete'] !== true }),
}
