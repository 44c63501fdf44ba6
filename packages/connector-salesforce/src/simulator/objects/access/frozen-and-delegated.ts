import type { SimulatedObject } from '../../world/simulated-object.ts'

/** The log-in of each user. Few are frozen. */
export const userLogin: SimulatedObject = {
  name: 'UserLogin',
  api: 'data',
  prefix: '0Yw',
  requires: ['ManageUsers'],
  parents: { User: { field: 'UserId', object: 'User' } },
  count: (world) => world.table('User')?.rows.count ?? 0,
  make: (index, world) => ({
    UserId: world.table('User')?.idAt(index) ?? '',
    IsFrozen: !world.isEmpty && world.dice('UserLogin').chance(0.05, index, 1),
    IsPasswordLocked: false,
  }),
  change: (row) => ({ IsFrozen: row['IsFrozen'] !== true }),
}

/** Groups of delegated administrators. */
export const delegateGroup: SimulatedObject = {
  name: 'DelegateGroup',
  api: 'tooling',
  prefix: '0De',
  requires: ['ViewSetup'],
  count: ({ options }) => Math.min(options.things, 4),
  make: (index, world) => ({
    Name: `Delegated ${index}`,
    DeveloperName: `Delegated_${index}`,
    IsLoginAccessEnabled: index % 2 === 1,
    SystemModstamp: world.daysAgo(index),
  }),
  change: (row) => ({ IsLoginAccessEnabled: row['IsLoginAccessEnabled'] !== true }),
  comesAndGoes: true,
}
