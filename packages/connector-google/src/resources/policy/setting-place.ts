import { createHash } from 'node:crypto'
import type { SettingPlace } from './effective-setting.ts'
import type { PolicyAudience } from './policy-audience.ts'

/** An audience with its unit filled in. */
export type Audience = PolicyAudience & { readonly unit: string }

/** What people call units and groups. */
export interface PlaceNames {
  pathOf(unit: string): string
  /** A group's e-mail address, where it is in the directory. */
  groupName(group: string): string | undefined
}

/**
 * The place that an audience is.
 * @param root the unit at the top
 */
export function placeOf(audience: Audience, names: PlaceNames, root: string): SettingPlace {
  const { unit, group, condition } = audience
  const id = idOfAudience(audience, root)
  const within = unit === root ? '' : ` in ${names.pathOf(unit)}`
  const forGroup = group === undefined ? '' : `for the group ${groupLabel(group, names)}`
  if (condition !== undefined) {
    const who = conditionLabel(condition)
    return { kind: 'condition', id, phrase: `${forGroup === '' ? '' : `${forGroup}, `}for ${who}${within}` }
  }
  if (group !== undefined) return { kind: 'group', id, phrase: `${forGroup}${within}` }
  return { kind: 'unit', id, phrase: `in ${unit === root ? '/' : names.pathOf(unit)}` }
}

/** Tells audiences apart, the same in every scan. The unit at the top is left out for groups and conditions. */
export function idOfAudience({ unit, group, condition }: Audience, root: string): string {
  const parts = [
    ...(group === undefined ? [] : [`group:${group}`]),
    ...(condition === undefined
      ? []
      : [`condition:${createHash('sha256').update(condition).digest('hex').slice(0, 16)}`]),
  ]
  if (parts.length === 0) return unit
  return unit === root ? parts.join('+') : [...parts, `unit:${unit}`].join('+')
}

function groupLabel(group: string, { groupName }: PlaceNames): string {
  return group === 'WORKSPACE_ALL_ADMIN_GROUP' ? 'of all administrators' : (groupName(group) ?? group)
}

const licence = /\/product\/([^/']+)\/sku\/([^']+)/g

function conditionLabel(condition: string): string {
  const licences = [...condition.matchAll(licence)].map(([, product, sku]) => `${product} ${sku}`)
  if (licences.length === 0 || condition.includes('!')) return 'users who meet a condition'
  const [first, ...more] = licences
  return `users with the licence ${first}${more.length > 0 ? ` or ${more.length} more` : ''}`
}
