import { DependencyError } from '@opencasb/core'
import type { Check, IndexReader } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { groupedSets } from '../../resources/access/group-component.ts'
import {
  hasAll,
  isEmpty,
  overlap,
  permissionBits,
  permissionLabels,
  shared,
} from '../../resources/access/permission-bits.ts'
import { type PermissionSource, permissionSource } from '../../resources/access/permission-source.ts'
import { type SourceHolders, sourceHolders, unclearSource } from '../../resources/access/source-holders.ts'
import { unassignedSets } from '../../resources/access/unassigned-permission-set.ts'
import { broad, control, fullControl, listed } from './held-permissions.ts'

const see = 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5'
const kinds = { profile: 'The profile', 'permission-set': 'The permission set', group: 'The group' } as const

function title({ kind, name }: PermissionSource): string {
  return `${kinds[kind]} "${name}"`
}

/** Profiles of administrators, whatever they are called. */
const administrative = permissionBits('ModifyAllData', 'ManageUsers', 'CustomizeApplication')

function holdersOf({ id, groupId }: PermissionSource, holders: IndexReader<SourceHolders>): SourceHolders {
  if (holders.has(unclearSource)) {
    throw new DependencyError('An assignment could not be read, so that nobody can tell how many there are')
  }
  const found = [holders.get(id), groupId === undefined ? undefined : holders.get(groupId)]
  return {
    standing: found.reduce((count, one) => count + (one?.standing ?? 0), 0),
    temporary: found.reduce((count, one) => count + (one?.temporary ?? 0), 0),
  }
}

/** What leads to everything is given to few. */
export const powerfulSetNarrow: Check = defineCheck({
  id: 'salesforce/powerful-permission-set-narrow',
  version: 1,
  title: 'Permission set that leads to full control is assigned to many',
  severity: 'high',
  category: 'account-risk',
  risk: 'A permission set is assigned for the harmless part of it, and the harmful part comes along: each holder can take over the organisation.',
  remediation:
    'In Setup, split the permission set: what leads to full control into one of its own, assigned to the few who need it; the rest stays. "Manage Assignments" shows who has it.',
  frameworks: { sbs: ['ACS-001', 'ACS-004'] },
  see,
  on: permissionSource,
  lookup: { holders: sourceHolders },
  params: z.object({ maximum: z.number().int().min(0).default(5) }),
  evaluate: ({ resource, holders, params }) => {
    if (resource.kind === 'profile') return notApplicable('Profiles are judged on their own')
    const held = shared(resource.permissions, fullControl)
    if (isEmpty(held)) return pass()
    const { standing, temporary } = holdersOf(resource, holders)
    const count = standing + temporary
    if (count <= params.maximum) return pass()
    return fail(`${title(resource)} gives ${listed(held)} to ${count} users; ${params.maximum} are enough`, {
      evidence: { permissions: permissionLabels(held), users: count, temporary, maximum: params.maximum },
    })
  },
})

/** Permission sets that nobody has are gone. */
export const permissionSetUsed: Check = defineCheck({
  id: 'salesforce/permission-set-used',
  version: 1,
  title: 'Permission set that nobody has',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'What nobody uses, nobody looks at: it grows stale, and one assignment by mistake brings back rights that were meant to be gone.',
  remediation: 'In Setup, under "Permission Sets", delete it, or add it to a group or a user that needs it.',
  frameworks: { sbs: ['ACS-001'] },
  see,
  on: permissionSource,
  lookup: { unassigned: unassignedSets, grouped: groupedSets },
  evaluate: ({ resource, unassigned, grouped }) => {
    if (resource.kind !== 'permission-set') return notApplicable('It is a profile or a group')
    if (resource.namespace !== undefined) return notApplicable('It came with a package, which needs it')
    if (resource.custom === false) return notApplicable('It comes with Salesforce, and cannot be deleted')
    if (!unassigned.has(resource.id) || grouped.has(resource.id)) return pass()
    const held = shared(resource.permissions, broad)
    const evidence = { permissions: permissionLabels(held), kind: resource.kind }
    return fail(`${title(resource)} is assigned to nobody${isEmpty(held) ? '' : `, and gives ${listed(held)}`}`, {
      evidence,
    })
  },
})

/** Profiles are for what everybody needs; power comes in permission sets. */
export const profileNarrow: Check = defineCheck({
  id: 'salesforce/custom-profile-narrow',
  version: 1,
  title: 'Custom profile gives a permission of administrators',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Everybody with the profile has the permission, those too who come later. It cannot be given for a time, taken from one of them, or be muted.',
  remediation:
    'In Setup, take the permission out of the profile under "System Permissions" and put it into a permission set that is assigned to those who need it.',
  frameworks: { sbs: ['ACS-001'] },
  see,
  on: permissionSource,
  evaluate: ({ resource }) => {
    if (resource.kind !== 'profile') return notApplicable('It is no profile')
    if (resource.custom === false) return notApplicable('It comes with Salesforce, and cannot be changed')
    if (hasAll(resource.permissions, administrative)) {
      return notApplicable('It is a profile of administrators for all to see')
    }
    const held = shared(resource.permissions, control)
    if (isEmpty(held)) return pass()
    const evidence = { permissions: permissionLabels(held), profile: resource.name }
    return fail(`${title(resource)} gives ${listed(held)} to everybody who has it`, { evidence })
  },
})

/** Profiles of customers and partners give nothing of an administrator. */
export const externalProfileNarrow: Check = defineCheck({
  id: 'salesforce/external-profile-narrow',
  version: 1,
  title: 'Profile for customers, partners or visitors gives a permission of administrators',
  severity: 'high',
  category: 'data-exposure',
  risk: 'Accounts with this profile are made from outside, sometimes by registering oneself: the next one has the permission too.',
  remediation: 'In Setup, open the profile under "Profiles" and take the permission out under "System Permissions".',
  frameworks: { sbs: ['CPORTAL-002'] },
  see,
  on: permissionSource,
  evaluate: ({ resource }) => {
    const { kind, profileUserType: userType } = resource
    if (kind !== 'profile') return notApplicable('It is no profile')
    if (userType === undefined || userType === 'Standard') return notApplicable('It is a profile for staff')
    const held = shared(resource.permissions, broad)
    if (isEmpty(held)) return pass()
    const evidence = { permissions: permissionLabels(held), userType, profile: resource.name }
    return fail(`${title(resource)} is for people from outside, and gives ${listed(held)}`, { evidence })
  },
})

const apiEnabled = permissionBits('ApiEnabled')
const apiOnly = permissionBits('ApiUserOnly')

/** The API is for programs and the few who need it. */
export const apiEnabledBySet: Check = defineCheck({
  id: 'salesforce/api-enabled-by-permission-set',
  version: 1,
  title: 'Profile gives the API to everybody who has it',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'With "API Enabled", a stolen session or a tool that the user runs reads in minutes what takes months by hand. Most people never need it.',
  remediation:
    'In Setup, take "API Enabled" out of the profile and put it into a permission set that is assigned to those with a reason; write the reason down.',
  frameworks: { sbs: ['ACS-002'] },
  see,
  on: permissionSource,
  lookup: { unassigned: unassignedSets },
  evaluate: ({ resource, unassigned }) => {
    if (resource.kind !== 'profile') return notApplicable('It is no profile')
    if (overlap(resource.permissions, apiOnly)) return notApplicable('It is a profile for programs')
    if (hasAll(resource.permissions, administrative)) {
      return notApplicable('It is a profile of administrators')
    }
    if (!overlap(resource.permissions, apiEnabled)) return pass()
    if (unassigned.has(resource.id)) return notApplicable('Nobody has it')
    return fail(`${title(resource)} gives "API Enabled" to everybody who has it`, {
      evidence: { profile: resource.name, userType: resource.profileUserType ?? '' },
    })
  },
})

/** Packages bring no permission sets that lead to everything. */
export const packagedSetNarrow: Check = defineCheck({
  id: 'salesforce/packaged-permission-set-narrow',
  version: 1,
  title: 'Permission set of a package leads to full control',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'What a permission set of a package gives can change with the next version of the package, and its holders can take over the organisation today.',
  remediation:
    'Ask the maker of the package for a narrower permission set, or assign it through a permission set group that mutes the permission.',
  frameworks: { sbs: ['ACS-001'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_set_groups.htm&type=5',
  on: permissionSource,
  lookup: { unassigned: unassignedSets, grouped: groupedSets },
  evaluate: ({ resource, unassigned, grouped }) => {
    const { kind, namespace, permissions } = resource
    if (namespace === undefined || kind === 'profile') return notApplicable('No package brought it')
    const held = shared(permissions, fullControl)
    if (isEmpty(held)) return pass()
    if (unassigned.has(resource.id) && !grouped.has(resource.id)) return notApplicable('Nobody has it')
    const evidence = { permissions: permissionLabels(held), package: namespace }
    return fail(`${title(resource)} of the package ${namespace} gives ${listed(held)}`, { evidence })
  },
})
