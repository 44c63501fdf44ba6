import { permissionField } from './permission.ts'
import { noPermissions, type PermissionBits, permissionBits, unite } from './permission-bits.ts'
import { permissions } from './permissions.ts'

/** The names of the {@link permissions} that an object of this organisation has fields for. */
export function permissionsOf(fields: ReadonlySet<string>): readonly string[] {
  return permissions.map(({ name }) => name).filter((name) => fields.has(permissionField(name)))
}

/**
 * Reads the permissions that were asked for out of a row.
 * @returns the name of a field that does not say yes or no where there is one
 */
export function readPermissionBits(
  row: Readonly<Record<string, unknown>>,
  asked: readonly string[],
): { readonly bits: PermissionBits } | { readonly unreadable: string } {
  let bits = noPermissions
  for (const name of asked) {
    const value = row[permissionField(name)]
    if (typeof value !== 'boolean') return { unreadable: permissionField(name) }
    if (value) bits = unite(bits, permissionBits(name))
  }
  return { bits }
}
