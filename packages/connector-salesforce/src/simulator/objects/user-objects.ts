import type { SalesforceWorld } from '../world/salesforce-world.ts'
import type { Row, SimulatedObject } from '../world/simulated-object.ts'

/** Profiles: the first ones came with Salesforce. */
const profileNames = [
  'System Administrator',
  'Standard User',
  'Guest License User',
  'Acme Sales',
  'Acme Service',
  'Acme Integration',
  'Acme Unused',
  'Partner Community User',
  'Acme Partner',
] as const
const standardProfiles = 3
/** Profiles of partners: the one that came with Salesforce, and one made in the organisation. */
const partnerProfiles = [7, 8] as const

/** Says whether the profile at an index was made in the organisation. */
export function isCustomProfile(index: number): boolean {
  return index >= standardProfiles && index !== partnerProfiles[0]
}

function profileOf(index: number, world: SalesforceWorld): number {
  if (index === 0) return 0
  const dice = world.dice('User')
  const type = userTypeOf(index, world)
  if (type === 'Guest') return 2
  if (type === 'PowerPartner') return dice.pick(partnerProfiles, index, 12)
  return dice.roll(index, 5) < 0.02 ? 0 : dice.pick([1, 3, 3, 4, 4, 5], index, 6)
}

function userTypeOf(index: number, world: SalesforceWorld): string {
  if (index === 0) return 'Standard'
  const roll = world.dice('User').roll(index, 4)
  return roll < 0.01 ? 'Guest' : roll < 0.015 ? 'AutomatedProcess' : roll < 0.04 ? 'PowerPartner' : 'Standard'
}

/** Users. The first one is the administrator who signed up. */
const user: SimulatedObject = {
  name: 'User',
  api: 'both',
  prefix: '005',
  requires: [],
  others: { permission: 'ViewAllUsers', owner: 'Id' },
  parents: { Profile: { field: 'ProfileId', object: 'Profile' } },
  count: ({ options }) => options.users,
  make: (index, world) => {
    const dice = world.dice('User')
    const neverIn = index > 0 && dice.chance(0.05, index, 1)
    const dormant = dice.chance(0.15, index, 2)
    const email = `user-${index}@example.com`
    return {
      Username: email,
      Name: `User ${index}`,
      FirstName: 'User',
      LastName: String(index),
      IsActive: index === 0 || !dice.chance(0.12, index, 3),
      UserType: userTypeOf(index, world),
      ProfileId: world.table('Profile')?.idAt(profileOf(index, world)) ?? null,
      UserRoleId: null,
      FederationIdentifier: null,
      CreatedDate: world.daysAgo(dice.between(60, 2000, index, 7)),
      SystemModstamp: world.daysAgo(dice.between(2, 60, index, 8)),
      LastLoginDate: neverIn
        ? null
        : world.daysAgo(dormant ? dice.between(120, 500, index, 9) : dice.between(1, 40, index, 10)),
      Email: email,
      SenderEmail: dice.chance(0.04, index, 11) ? `private-${index}@example.net` : null,
    }
  },
  change: (row, roll, world) => {
    if (roll < 0.4) return { IsActive: row['IsActive'] !== true }
    if (roll < 0.7) return { LastLoginDate: row['LastLoginDate'] === null ? world.daysAgo(1) : null }
    return { SenderEmail: row['SenderEmail'] === null ? 'elsewhere@example.net' : null }
  },
}

const profile: SimulatedObject = {
  name: 'Profile',
  api: 'both',
  prefix: '00e',
  requires: ['ViewSetup'],
  count: () => profileNames.length,
  make: (index) => ({
    Name: profileNames[index] ?? `Profile ${index}`,
    UserType: index === 2 ? 'Guest' : index >= partnerProfiles[0] ? 'PowerPartner' : 'Standard',
  }),
}

const userLicense: SimulatedObject = {
  name: 'UserLicense',
  api: 'data',
  prefix: '100',
  requires: ['ViewSetup'],
  count: () => 4,
  make: (index, world) => {
    const total = 100 + index * 50
    return {
      MasterLabel: ['Salesforce', 'Salesforce Platform', 'Salesforce Integration', 'Guest User License'][index],
      Name: ['SFDC', 'AUL', 'Integration', 'Guest'][index],
      Status: 'Active',
      TotalLicenses: total,
      UsedLicenses: world.dice('UserLicense').chance(0.4, index, 1) ? 10 : total - 5,
    }
  },
  change: (row) => ({ UsedLicenses: row['UsedLicenses'] === 10 ? 95 : 10 }),
}

const loginStatuses = ['Success', 'Success', 'Success', 'Invalid Password'] as const

/** Sign-ins: few of them, since they are only counted. */
const loginHistory: SimulatedObject = {
  name: 'LoginHistory',
  api: 'data',
  prefix: '0Ya',
  requires: [],
  others: { permission: 'ManageUsers', owner: 'UserId' },
  count: ({ isEmpty }) => (isEmpty ? 3 : 400),
  make: (index, world): Row => {
    const dice = world.dice('LoginHistory')
    const attacked = !world.isEmpty && world.options.seed % 2 === 1
    return {
      UserId: world.table('User')?.idAt(index % Math.max(1, world.options.users)) ?? null,
      LoginTime: world.daysAgo(dice.between(0, 25, index, 1)),
      LoginType: 'Application',
      Status: attacked && dice.chance(0.5, index, 2) ? 'Invalid Password' : dice.pick(loginStatuses, index, 3),
      TlsProtocol: attacked && index % 50 === 0 ? 'TLS 1.0' : 'TLS 1.3',
      SourceIp: '203.0.113.7',
    }
  },
}

/** Users and what belongs to them. */
export const userObjects: readonly SimulatedObject[] = [user, profile, userLicense, loginHistory]
