import type { Check } from '@opencasb/core/connector'
import { defineAggregateCheck, defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { hasAll, isEmpty, permissionBits } from '../../resources/access/permission-bits.ts'
import { userAccess } from '../../resources/access/user-access.ts'
import {
  accepted,
  fullControl,
  grantEvidence,
  heldOf,
  holderParams,
  isAdministrator,
  isAllowed,
  isApiOnly,
  isOutsider,
  listed,
} from './held-permissions.ts'

/** Whoever has the power of an administrator has the profile of one. */
export const shadowAdministrator: Check = defineCheck({
  id: 'salesforce/shadow-administrator',
  version: 1,
  title: 'User with the power of an administrator, but not the profile',
  severity: 'high',
  category: 'account-risk',
  risk: 'Reviews look at who has the profile "System Administrator". A permission that leads to full control, put together out of permission sets, is missed by them, and the account is guarded like any other.',
  remediation:
    'In Setup, open the user under "Users" and use "View Summary" to see where the permission comes from. Take it out of the permission set or group, or remove the assignment; whoever needs it for good becomes an administrator for all to see.',
  frameworks: { sbs: ['ACS-004'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
  on: userAccess,
  params: holderParams,
  evaluate: ({ resource, params }) => {
    if (isAdministrator(resource)) return notApplicable('The profile says that the user is an administrator')
    if (isOutsider(resource)) return notApplicable('The user is no staff, and is judged as such')
    if (isApiOnly(resource)) return notApplicable('The user is a program, and is judged as such')
    const held = heldOf(resource, fullControl, params)
    if (isEmpty(held)) return pass()
    if (isAllowed(resource, params)) return notApplicable(accepted)
    const evidence = { profile: resource.profileName ?? resource.profileId, ...grantEvidence(resource.access, held) }
    return fail(`${resource.username} is no administrator by profile, but has ${listed(held)}`, { evidence })
  },
})

const everything = permissionBits('ViewAllData', 'ModifyAllData', 'ManageUsers')

/** There are few users who can do everything. */
export const superAdministratorsBounded: Check = defineAggregateCheck({
  id: 'salesforce/super-administrators-bounded',
  version: 1,
  title: 'Too many users who can do everything',
  severity: 'high',
  category: 'account-risk',
  risk: 'Who has "View All Data", "Modify All Data" and "Manage Users" at once owns the organisation. Each of them is one more account worth stealing.',
  remediation:
    'Keep a list of those who need it, with the reason. Give the others a profile of their own and permission sets with what their work takes, under "Users", "Permission Sets" in Setup.',
  frameworks: { sbs: ['ACS-004'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
  on: userAccess,
  params: z.object({
    maximum: z.number().int().min(1).default(10),
    countSessionBased: z.boolean().default(false),
  }),
  init: (): { users: string[]; count: number } => ({ users: [], count: 0 }),
  add: (state, { resource, params }) => {
    if (!hasAll(heldOf(resource, everything, params), everything)) return state
    state.count += 1
    // Enough for the evidence, in an order that does not depend on the listing; the number is what is judged.
    state.users = [...state.users, resource.username].sort().slice(0, 20)
    return state
  },
  done: ({ users, count }, { partition, params: { maximum } }) => {
    const asset = partition.asset ?? { kind: 'organization', id: partition.key, name: partition.name }
    if (count <= maximum) return [{ asset, verdict: pass() }]
    const evidence = { count, users, maximum }
    return [{ asset, verdict: fail(`${count} users can do everything; ${maximum} are enough`, { evidence }) }]
  },
})
