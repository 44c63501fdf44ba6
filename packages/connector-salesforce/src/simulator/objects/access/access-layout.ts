import type { SalesforceWorld } from '../../world/salesforce-world.ts'
import { isCustomProfile } from '../user-objects.ts'

/** A permission set of its own for each profile, then the permission sets, then one for each group. */
export interface AccessLayout {
  readonly profiles: number
  readonly sets: number
  readonly groups: number
}

/** How the permission sets of an organisation are laid out. */
export function accessLayout(world: SalesforceWorld): AccessLayout {
  const profiles = world.table('Profile')?.rows.count ?? 0
  const sets = world.isEmpty ? 0 : world.options.permissionSets
  return { profiles, sets, groups: sets === 0 ? 0 : Math.max(1, Math.min(50, Math.floor(sets / 4))) }
}

/** Says whether power is given away lightly in an organisation. */
export function isCareless({ options }: SalesforceWorld): boolean {
  return options.seed % 2 === 0
}

/** The id of a permission set by its place: those of profiles come first. */
export function permissionSetId(world: SalesforceWorld, index: number): string {
  return world.table('PermissionSet')?.idAt(index) ?? ''
}

/** What is known of a profile. */
export function profileAt(
  world: SalesforceWorld,
  index: number,
): { readonly id: string; readonly name: string; readonly userType: string; readonly custom: boolean } {
  const table = world.table('Profile')
  const row = table?.rows.get(index)
  return {
    id: table?.idAt(index) ?? '',
    name: String(row?.['Name'] ?? ''),
    userType: String(row?.['UserType'] ?? 'Standard'),
    custom: isCustomProfile(index),
  }
}
