import type { Check } from '@opencasb/core/connector'
import { defineCheck, defineIndex, fail, type Index, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { frozenLogin } from '../../resources/access/frozen-login.ts'
import { isEmpty, overlap } from '../../resources/access/permission-bits.ts'
import { type ReadUserAccess, userAccess } from '../../resources/access/user-access.ts'
import type { SalesforceSession } from '../../session.ts'
import { control, fullControl, grantEvidence, heldOf, listed } from './held-permissions.ts'

const day = 86_400_000

/** Whoever has power uses it. */
export const dormantPower: Check = defineCheck({
  id: 'salesforce/dormant-privileged-user',
  version: 1,
  title: 'User with a permission of administrators has not logged in for long',
  severity: 'high',
  category: 'account-risk',
  risk: 'Nobody misses an account that nobody uses: whoever takes it over has its power, and time.',
  remediation:
    'In Setup, open the user under "Users" and deselect "Active", or remove the permission sets named in the evidence until the user needs them again.',
  frameworks: { sbs: ['ACS-010'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
  on: userAccess,
  params: z.object({
    days: z.number().int().min(1).default(90),
    countSessionBased: z.boolean().default(false),
  }),
  evaluate: ({ resource, params, now }) => {
    const held = heldOf(resource, control, params)
    if (isEmpty(held)) return notApplicable('The user has no permission of administrators')
    if (resource.userType === 'Guest') return notApplicable('Guests do not log in')
    const lastSeen = resource.lastLoginAt ?? resource.createdAt
    const days = Math.floor((now.getTime() - lastSeen) / day)
    if (days < params.days) return pass()
    const never = resource.lastLoginAt === undefined
    const evidence = {
      ...(never ? { neverLoggedIn: true } : { lastLogin: new Date(lastSeen).toISOString() }),
      createdAt: new Date(resource.createdAt).toISOString(),
      ...grantEvidence(resource.access, held),
    }
    return fail(
      never
        ? `${resource.username} has ${listed(held)}, and never logged in`
        : `${resource.username} has ${listed(held)}, and has not logged in for ${days} days`,
      // What cannot change everything can wait a little.
      { evidence, severity: overlap(held, fullControl) ? 'high' : 'medium' },
    )
  },
})

/** Users with power, for looking up. */
const powers: Index<ReadUserAccess, ReadUserAccess> = defineIndex<ReadUserAccess, ReadUserAccess, SalesforceSession>({
  name: 'salesforce.powers',
  of: userAccess,
  pick: (user) => (isEmpty(heldOf(user, control, { countSessionBased: true })) ? undefined : user),
})

/** A frozen user keeps no power. */
export const frozenPower: Check = defineCheck({
  id: 'salesforce/frozen-privileged-user',
  version: 1,
  title: 'Frozen user keeps permissions of administrators',
  severity: 'low',
  category: 'account-risk',
  risk: 'Freezing is meant for the hours before an account is closed. Whoever can unfreeze users gets an administrator back with one click, and jobs of the user go on running.',
  remediation:
    'In Setup, open the user under "Users", deselect "Active", and hand over what the user owns; where that must wait, remove the permission sets and change the profile.',
  frameworks: { sbs: ['ACS-010'] },
  see: 'https://help.salesforce.com/s/articleView?id=platform.users_freeze.htm&type=5',
  on: frozenLogin,
  lookup: { powers },
  evaluate: ({ resource, powers: table }) => {
    const user = table.get(resource.userId)
    if (!user) return pass()
    const held = heldOf(user, control, { countSessionBased: true })
    return fail(`${user.username} is frozen, and keeps ${listed(held)}`, {
      evidence: { username: user.username, ...grantEvidence(user.access, held) },
    })
  },
})
