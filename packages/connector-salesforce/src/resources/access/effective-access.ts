import type { Grant } from './assignment.ts'
import { isEmpty, noPermissions, type PermissionBits, unite, without } from './permission-bits.ts'
import type { PermissionSource } from './permission-source.ts'

/** Where permissions of a user come from. */
export interface Holding {
  readonly source: Pick<PermissionSource, 'id' | 'kind' | 'name'>
  /** Names of the permission sets in a group that give them. */
  readonly via: readonly string[]
  readonly permissions: PermissionBits
  /** Permissions that the organisation has at all. */
  readonly known: PermissionBits
  /** They count only in a session that was raised to them. */
  readonly needsActivation: boolean
  /** A group that Salesforce has yet to calculate: what its parts say may not hold yet, or no longer. */
  readonly unsettled: boolean
  /** A group of which Salesforce says that it is calculated, but which gives other things than its parts say. */
  readonly differs: boolean
  /** Milliseconds since 1970; absent where they were given for good. */
  readonly expiresAt?: number
}

/** What a user may do, with where it comes from. Users with the same assignments share one of these. */
export interface EffectiveAccess {
  /** Holds in every session. */
  readonly standing: PermissionBits
  /** Holds in a session that was raised to it; what stands besides is not repeated. */
  readonly onActivation: PermissionBits
  /** Permissions that could be there: others do not exist in this organisation. */
  readonly known: PermissionBits
  readonly holdings: readonly Holding[]
}

/** What one source gives, before it is assigned to anybody. */
export type SourceAccess = Omit<Holding, 'expiresAt'>

/** Unites what a user was given; what has ended counts no more. */
export function effectiveAccess(
  grants: readonly Grant[],
  now: number,
  accessOf: (grant: Grant) => readonly SourceAccess[],
): EffectiveAccess {
  let standing = noPermissions
  let onActivation = noPermissions
  let known = noPermissions
  const holdings: Holding[] = []
  for (const grant of grants) {
    if (grant.expiresAt !== undefined && grant.expiresAt <= now) continue
    for (const access of accessOf(grant)) {
      known = unite(known, access.known)
      if (isEmpty(access.permissions)) continue
      if (access.needsActivation) onActivation = unite(onActivation, access.permissions)
      else standing = unite(standing, access.permissions)
      holdings.push({ ...access, ...(grant.expiresAt !== undefined && { expiresAt: grant.expiresAt }) })
    }
  }
  return { standing, onActivation: without(onActivation, standing), known, holdings }
}
