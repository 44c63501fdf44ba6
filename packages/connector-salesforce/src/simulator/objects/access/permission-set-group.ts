import type { SimulatedObject } from '../../world/simulated-object.ts'
import { accessLayout, permissionSetId } from './access-layout.ts'
import { permissionFields } from './permission-names.ts'
import { groupStatus, membersOfGroup, mutedInGroup } from './permission-set.ts'

/** Permission set groups. */
export const permissionSetGroup: SimulatedObject = {
  name: 'PermissionSetGroup',
  api: 'both',
  prefix: '0PG',
  requires: ['ViewSetup'],
  count: (world) => accessLayout(world).groups,
  make: (index, world) => ({
    DeveloperName: `Group_${index}`,
    MasterLabel: `Group ${index}`,
    Status: groupStatus(index),
    HasActivationRequired: false,
    SystemModstamp: world.daysAgo(index % 100),
  }),
  change: (_, roll) => ({ Status: roll < 0.5 ? 'Outdated' : 'Updated' }),
}

/** Muting permission sets: one for each group, which may mute nothing. */
export const mutingPermissionSet: SimulatedObject = {
  name: 'MutingPermissionSet',
  api: 'both',
  prefix: '0QM',
  requires: ['ViewSetup'],
  count: (world) => accessLayout(world).groups,
  make: (index, world) => ({
    DeveloperName: `Muting_${index}`,
    MasterLabel: `Muting of group ${index}`,
    SystemModstamp: world.daysAgo(index % 100),
    ...permissionFields((name) => mutedInGroup(index).includes(name)),
  }),
}

/** So many parts a group can have: three permission sets and one that mutes. */
const places = 4

/** What groups are made of. */
export const permissionSetGroupComponent: SimulatedObject = {
  name: 'PermissionSetGroupComponent',
  api: 'both',
  prefix: '0PC',
  requires: ['ViewSetup'],
  parents: {
    PermissionSetGroup: { field: 'PermissionSetGroupId', object: 'PermissionSetGroup' },
    PermissionSet: { field: 'PermissionSetId', object: 'PermissionSet' },
  },
  count: (world) => accessLayout(world).groups * places,
  make: (index, world) => {
    const { profiles, sets } = accessLayout(world)
    const group = Math.floor(index / places)
    const members = sets === 0 ? [] : membersOfGroup(world, group)
    const member = members[(index % places) % Math.max(1, members.length)] ?? 0
    return {
      PermissionSetGroupId: world.table('PermissionSetGroup')?.idAt(group) ?? '',
      PermissionSetId:
        index % places === places - 1
          ? (world.table('MutingPermissionSet')?.idAt(group) ?? '')
          : permissionSetId(world, profiles + member),
      SystemModstamp: world.daysAgo(index % 100),
    }
  },
}
