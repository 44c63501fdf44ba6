import type { M365WorldOptions } from './options.ts'

/** Signed up, nothing in it. */
export const emptyWorld: M365WorldOptions = {}

/** Several pages of everything, with something that fails and something that passes for each check. */
export const smallWorld: M365WorldOptions = {
  users: 130,
  groups: 50,
  applications: 45,
  servicePrincipals: 60,
  permissionGrants: 60,
  appRoleAssignments: 60,
  roleAssignments: 36,
  policies: 12,
  oneDrives: 3,
  sites: 2,
  itemsPerDrive: 42,
  domains: 7,
  hybrid: true,
  pageSize: 40,
}

/** As large as tenants get; nothing of it is held in memory. */
export const largeWorld: M365WorldOptions = {
  users: 300_000,
  groups: 20_000,
  applications: 2_000,
  servicePrincipals: 100_000,
  permissionGrants: 20_000,
  appRoleAssignments: 20_000,
  roleAssignments: 60,
  policies: 60,
  oneDrives: 2_000,
  sites: 500,
  itemsPerDrive: 400,
  domains: 7,
  hybrid: true,
}

/**
 * A company of a few hundred people, for demonstrations. Few of them share files: Microsoft lets small tenants ask for 1,200 units a
 * minute, and a demonstration is not to wait.
 */
export const demoWorld: M365WorldOptions = {
  users: 420,
  groups: 90,
  applications: 40,
  servicePrincipals: 120,
  permissionGrants: 150,
  appRoleAssignments: 60,
  roleAssignments: 30,
  policies: 14,
  oneDrives: 12,
  sites: 6,
  itemsPerDrive: 25,
  domains: 4,
  hybrid: true,
}
