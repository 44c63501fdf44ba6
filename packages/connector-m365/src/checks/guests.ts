import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { isExternal } from '../resources/user/is-external.ts'
import { user } from '../resources/user/user.ts'
import { nameOfUser } from '../resources/user/user-asset.ts'
import { days } from './days-parameter.ts'
import { daysSince } from './time-since.ts'

const notInvited = 'The account was not invited from outside'

const externalIsGuest: Check = defineCheck({
  id: 'm365/external-user-is-guest',
  version: 1,
  title: 'External user counts as a member',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Rules for guests do not hold for the account: it sees the whole directory, what is shared with everybody in the organisation, and falls under no guest policy.',
  remediation:
    'In the Microsoft Entra admin center, open the user under "Users", choose "Edit properties", and set "User type" to "Guest"; leave it where the account comes from another tenant of your own.',
  see: 'https://learn.microsoft.com/en-us/entra/external-id/user-properties',
  on: user,
  evaluate: ({ resource }) => {
    if (!isExternal(resource)) return notApplicable(notInvited)
    if (resource.userType?.toLowerCase() === 'guest') return pass()
    return fail(`${nameOfUser(resource)} comes from outside and counts as a member`, {
      evidence: { userType: resource.userType ?? null, externalUserState: resource.externalUserState ?? null },
    })
  },
})

const invitationAccepted: Check = defineCheck({
  id: 'm365/guest-invitation-accepted',
  version: 1,
  title: 'Invitation of a guest is open for a long time',
  severity: 'low',
  category: 'account-risk',
  risk: 'Whoever gets hold of the invitation, or of the address that it went to, gets in with all that was shared in advance.',
  remediation:
    'In the Microsoft Entra admin center, filter "All users" by "Invitation state: Pending acceptance", and delete the guests that are no longer expected.',
  see: 'https://learn.microsoft.com/en-us/entra/external-id/redemption-experience',
  on: user,
  params: days('maxDays', 30, 'Days in which an invitation should be accepted'),
  evaluate: ({ resource, params, now }) => {
    if (!isExternal(resource)) return notApplicable(notInvited)
    if (resource.externalUserState !== 'PendingAcceptance') return pass()
    const age = daysSince(resource.createdDateTime, now)
    if (age === undefined) return notApplicable('Microsoft does not tell when the guest was invited')
    if (age <= params.maxDays) return pass()
    return fail(`${nameOfUser(resource)} was invited ${age} days ago and never accepted`, {
      evidence: { createdDateTime: resource.createdDateTime ?? null, days: age },
    })
  },
})

/** Checks of users from outside. */
export const guestChecks: readonly Check[] = [externalIsGuest, invitationAccepted]
