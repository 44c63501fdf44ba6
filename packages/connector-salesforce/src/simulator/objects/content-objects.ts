import type { SimulatedObject } from '../world/simulated-object.ts'
import { thing } from './thing.ts'

const files = ['ViewAllData', 'QueryAllFiles']

/** Files and how they are shared. */
export const contentObjects: readonly SimulatedObject[] = [
  thing({
    name: 'ContentDistribution',
    api: 'data',
    prefix: '05D',
    requires: files,
    share: 4,
    good: (index, world) => ({
      Name: `Offer ${index}`,
      ContentDocumentId: `069${String(index).padStart(15, '0')}`,
      OwnerId: world.table('User')?.idAt(index % Math.max(1, world.options.users)) ?? null,
      CreatedDate: world.daysAgo(100),
      PreferencesPasswordRequired: false,
      PreferencesExpires: true,
      ExpiryDate: world.daysAgo(10),
      LastViewDate: world.daysAgo(5),
      Password: null,
      IsDeleted: false,
      SystemModstamp: world.daysAgo(50),
    }),
    faults: [
      (world) => ({ ExpiryDate: world.daysAgo(-200) }),
      (world) => ({
        PreferencesPasswordRequired: true,
        Password: 'Str0ng-Pa55word-17',
        ExpiryDate: world.daysAgo(-200),
      }),
      (world) => ({ PreferencesPasswordRequired: true, Password: 'guess', ExpiryDate: world.daysAgo(-200) }),
      () => ({ PreferencesExpires: false, ExpiryDate: null }),
      (world) => ({ LastViewDate: world.daysAgo(500), ExpiryDate: world.daysAgo(-200) }),
    ],
  }),
  thing({
    name: 'ContentDocument',
    api: 'data',
    prefix: '069',
    requires: files,
    share: 2,
    good: (index, world) => ({
      Title: `File ${index}`,
      OwnerId: world.table('User')?.idAt(index % Math.max(1, world.options.users)) ?? null,
      ContentSize: index % 2 === 0 ? 900_000_000 : 40_000,
      SystemModstamp: world.daysAgo(50),
    }),
    faults: [() => ({ ContentSize: 2_100_000_000 })],
  }),
  thing({
    name: 'StaticResource',
    api: 'both',
    prefix: '081',
    good: (index) => ({ Name: `Resource_${index}`, ContentType: 'application/zip', CacheControl: 'Private' }),
    faults: [() => ({ CacheControl: 'Public' }), () => ({ ContentType: 'image/png' })],
  }),
  thing({
    name: 'Folder',
    api: 'data',
    prefix: '00l',
    good: (index) => ({ Name: `Folder ${index}`, Type: 'Report', AccessType: 'Shared' }),
    faults: [() => ({ AccessType: 'Public' }), () => ({ Type: 'Email' })],
  }),
]
