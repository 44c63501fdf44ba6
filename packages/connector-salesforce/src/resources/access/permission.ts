/**
 * How much harm a permission can do. 0: leads to everything, by itself. 1: takes over identities or opens ways in.
 * 2: sees or changes records past the sharing model. 3: carries data out, or weakens what would notice.
 */
export type PermissionTier = 0 | 1 | 2 | 3

/** A user permission that is worth knowing of. */
export interface Permission {
  /** As the API names it, without the `Permissions` in front. */
  readonly name: string
  /** As Salesforce's screens name it. */
  readonly label: string
  /** Absent where the permission tells what an account is rather than what it can break. */
  readonly tier?: PermissionTier
  /** What its holder can do with it. */
  readonly reason: string
  /**
   * `users`: every active user who holds it is read. `containers`: most users hold it, so that it is read of profiles,
   * permission sets and groups, and of guest users.
   */
  readonly readOf: 'users' | 'containers'
}

/** The name of the field that holds the permission in PermissionSet, Profile and MutingPermissionSet. */
export function permissionField(name: string): string {
  return `Permissions${name}`
}
