import type { Needs } from '@opencasb/core'

/**
 * User permissions that reading takes, named as in the fields `Permissions…` of PermissionSet. `ApiEnabled` is not among
 * them: without it nobody gets in at all.
 */
export type SalesforcePermission =
  /** View Setup and Configuration: set-up objects and the Tooling API. */
  | 'ViewSetup'
  /** View Health Check. */
  | 'ViewHealthCheck'
  /** View All Users: without it the sharing of users decides which ones are seen. */
  | 'ViewAllUsers'
  /** Manage Users: sign-ins of others. */
  | 'ManageUsers'
  /** Customize Application: OAuth tokens of others. */
  | 'CustomizeApplication'
  /** View All Data, which Query All Files builds on. */
  | 'ViewAllData'
  /** Query All Files: files of others, those in libraries and unlisted groups included. */
  | 'QueryAllFiles'
  /** View All Profiles: profiles of others where profile filtering is on. */
  | 'ViewAllProfiles'
  /** View Event Log Files. */
  | 'ViewEventLogFiles'

/** Needs of what all ways to sign in can read. */
export function salesforceNeeds(...permissions: readonly SalesforcePermission[]): Needs {
  return { 'jwt-bearer': permissions, 'client-credentials': permissions, 'web-server': permissions }
}
