import type { GoogleWorldOptions } from './options.ts'

/** Signed up, nothing in it. */
export const emptyWorld: GoogleWorldOptions = {}

/** Several pages of users and groups; every check has something that fails and that passes, over a few seeds. */
export const smallWorld: GoogleWorldOptions = {
  users: 150,
  superAdmins: 6,
  delegatedAdmins: 10,
  groups: 40,
  moreDomains: true,
  sharers: 3,
  files: 45,
  sharedDrives: 2,
  pageCap: 30,
}

/** More than two hundred pages of users. */
export const largeWorld: GoogleWorldOptions = {
  users: 21_000,
  superAdmins: 6,
  delegatedAdmins: 40,
  groups: 400,
  moreDomains: true,
  sharers: 3,
  files: 90,
  sharedDrives: 2,
  pageCap: 100,
}

/** What the demonstration scans: an account of a usual size with the usual faults. */
export const demoWorld: GoogleWorldOptions = {
  users: 420,
  superAdmins: 5,
  delegatedAdmins: 14,
  groups: 60,
  moreDomains: true,
  sharers: 40,
  files: 20,
  sharedDrives: 6,
}
