import type { Permission, PermissionTier } from './permission.ts'
import { permissions } from './permissions.ts'

/**
 * A set of {@link permissions}: one bit each, in their order. Two numbers, since there are more permissions than a number
 * has bits, and plain data, as items are.
 */
export interface PermissionBits {
  /** The first 32. */
  readonly low: number
  /** The 32 after them. */
  readonly high: number
}

/** No permission. */
export const noPermissions: PermissionBits = { low: 0, high: 0 }

/** What is in any of the sets. */
export function unite(...sets: readonly PermissionBits[]): PermissionBits {
  let low = 0
  let high = 0
  for (const set of sets) {
    low |= set.low
    high |= set.high
  }
  return { low, high }
}

/** What is in both sets. */
export function shared(one: PermissionBits, other: PermissionBits): PermissionBits {
  return { low: one.low & other.low, high: one.high & other.high }
}

/** What is in a set and not in another. */
export function without(set: PermissionBits, other: PermissionBits): PermissionBits {
  return { low: set.low & ~other.low, high: set.high & ~other.high }
}

/** Says whether nothing is in a set. */
export function isEmpty({ low, high }: PermissionBits): boolean {
  return low === 0 && high === 0
}

/** Says whether two sets have anything in common. */
export function overlap(one: PermissionBits, other: PermissionBits): boolean {
  return !isEmpty(shared(one, other))
}

/** Says whether everything that is wanted is in a set. */
export function hasAll(set: PermissionBits, wanted: PermissionBits): boolean {
  return isEmpty(without(wanted, set))
}

/** The set of these permissions. @throws TypeError for a name that is not in {@link permissions} */
export function permissionBits(...names: readonly string[]): PermissionBits {
  return unite(
    ...names.map((name) => {
      const position = permissions.findIndex((permission) => permission.name === name)
      if (position < 0) throw new TypeError(`${name} is not among the permissions that are read`)
      return bitAt(position)
    }),
  )
}

function bitAt(position: number): PermissionBits {
  return position < 32 ? { low: (1 << position) | 0, high: 0 } : { low: 0, high: (1 << (position - 32)) | 0 }
}

/** The permissions in a set, the most harmful first. */
export function permissionsIn(bits: PermissionBits): readonly Permission[] {
  return permissions.filter((_, position) => overlap(bits, bitAt(position)))
}

/** The set of permissions for which something holds. */
export function permissionBitsWhere(holds: (permission: Permission) => boolean): PermissionBits {
  return permissionBits(...permissions.filter(holds).map(({ name }) => name))
}

/** The set of permissions up to a tier: 0 is the narrowest. */
export function permissionBitsUpTo(tier: PermissionTier): PermissionBits {
  return permissionBitsWhere((permission) => permission.tier !== undefined && permission.tier <= tier)
}

/** What the permissions in a set are called on Salesforce's screens. */
export function permissionLabels(bits: PermissionBits): string[] {
  return permissionsIn(bits).map(({ label }) => label)
}
