import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { isExternal } from '../resources/user/is-external.ts'
import { nameOfUser } from '../resources/user/user-asset.ts'
import { type UserSignIn, userSignIn } from '../resources/user/user-sign-in.ts'
import { days } from './days-parameter.ts'
import { daysSince } from './time-since.ts'

const see = 'https://learn.microsoft.com/en-us/entra/identity/monitoring-health/howto-manage-inactive-user-accounts'

/** The latest sign-in of any kind; programs that act for the user count as use. */
function lastSignIn({ signInActivity }: UserSignIn): string | undefined {
  const { lastSignInDateTime, lastNonInteractiveSignInDateTime, lastSuccessfulSignInDateTime } = signInActivity ?? {}
  return [lastSignInDateTime, lastNonInteractiveSignInDateTime, lastSuccessfulSignInDateTime]
    .filter((moment) => moment !== undefined)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1)
}

function judgeUse(resource: UserSignIn, maxDays: number, now: Date): Verdict {
  if (!resource.accountEnabled) return notApplicable('The account is disabled')
  const last = lastSignIn(resource)
  if (last === undefined) return notApplicable('Nobody has signed in yet')
  const idle = daysSince(last, now)
  if (idle === undefined) return notApplicable('Microsoft does not tell when somebody last signed in')
  if (idle <= maxDays) return pass()
  return fail(`${nameOfUser(resource)} has not signed in for ${idle} days`, {
    evidence: { lastSignIn: last, days: idle },
  })
}

const userInUse: Check = defineCheck({
  id: 'm365/user-in-use',
  version: 1,
  title: 'Account was not used for a long time',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Nobody notices when a forgotten account is taken over, and nobody misses it when it is removed.',
  remediation:
    'In the Microsoft Entra admin center, open the user, choose "Edit properties" and clear "Account enabled"; delete it when nobody has asked for it.',
  see,
  on: userSignIn,
  params: days('maxDays', 90, 'Days without a sign-in after which an account counts as unused'),
  evaluate: ({ resource, params, now }) =>
    isExternal(resource) ? notApplicable('Guests have a check of their own') : judgeUse(resource, params.maxDays, now),
})

const guestInUse: Check = defineCheck({
  id: 'm365/guest-in-use',
  version: 1,
  title: 'Guest was not here for a long time',
  severity: 'medium',
  category: 'account-risk',
  risk: 'The work with the guest is over, the access is not: whoever takes over the account at the other company has it too.',
  remediation:
    'Delete the guest under "Users", "All users" in the Microsoft Entra admin center, or let an access review do so for all guests regularly.',
  see: 'https://learn.microsoft.com/en-us/entra/id-governance/manage-guest-access-with-access-reviews',
  on: userSignIn,
  params: days('maxDays', 90, 'Days without a sign-in after which a guest counts as gone'),
  evaluate: ({ resource, params, now }) =>
    isExternal(resource) ? judgeUse(resource, params.maxDays, now) : notApplicable('The account is no guest'),
})

const userEverUsed: Check = defineCheck({
  id: 'm365/user-ever-used',
  version: 1,
  title: 'Account was never used',
  severity: 'low',
  category: 'account-risk',
  risk: 'An account that nobody has taken over still has its first password, which others may know, and no second factor.',
  remediation:
    'Find out whom the account was made for. Disable or delete it under "Users", "All users" in the Microsoft Entra admin center where nobody waits for it.',
  see,
  on: userSignIn,
  params: days('maxDays', 30, 'Days after which a new account should have been used'),
  evaluate: ({ resource, params, now }) => {
    if (!resource.accountEnabled) return notApplicable('The account is disabled')
    if (isExternal(resource)) return notApplicable('Guests accept an invitation first')
    if (lastSignIn(resource) !== undefined) return pass()
    const age = daysSince(resource.createdDateTime, now)
    if (age === undefined) return notApplicable('Microsoft does not tell when the account was made')
    if (age <= params.maxDays) return pass()
    return fail(`Nobody ever signed in as ${nameOfUser(resource)} in ${age} days`, {
      evidence: { createdDateTime: resource.createdDateTime ?? null, days: age },
    })
  },
})

/** Checks of users by when they were here. */
export const signInChecks: readonly Check[] = [userInUse, guestInUse, userEverUsed]
