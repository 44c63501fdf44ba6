import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { user } from '../../resources/user/user.ts'
import { canSignIn, isAdministrator, type User } from '../../resources/user/user-schema.ts'
import { daysSince } from '../days-since.ts'
import { notJudged } from './not-judged.ts'

const see = 'https://support.google.com/a/answer/7543044'
const params = z.object({
  /** Days without a sign-in after which an account counts as inactive. */
  days: z.number().int().min(1).default(30),
})

/** An account that was made within the limit has not had the time to be inactive. */
function judge(resource: User, days: number, now: Date): Verdict {
  const { email, lastLogin, created } = resource
  if (daysSince(lastLogin ?? created, now) <= days) return pass()
  const evidence = {
    lastLogin: lastLogin?.toISOString() ?? null,
    created: created.toISOString(),
    days,
    orgUnit: resource.orgUnitPath,
  }
  return fail(
    lastLogin
      ? `${email} has not signed in since ${lastLogin.toISOString().slice(0, 10)}`
      : `${email} has never signed in`,
    { evidence },
  )
}

/** Accounts of administrators are used, or gone. */
export const inactiveAdmin: Check = defineCheck({
  id: 'google/inactive-admin',
  version: 1,
  title: 'Inactive administrator',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Nobody notices when an administrator account that nobody uses is taken over.',
  remediation:
    'In the Admin console, open "Directory", "Users", the user, "Admin roles and privileges", and take the roles away; suspend the account where nobody needs it. Raise the parameter "days" for accounts that are kept for emergencies.',
  frameworks: { 'cis-gws': ['1.1.3'] },
  see,
  on: user,
  params,
  evaluate: ({ resource, params: { days }, now }) => {
    if (!isAdministrator(resource)) return notApplicable(notJudged.user)
    return canSignIn(resource) ? judge(resource, days, now) : notApplicable(notJudged.out)
  },
})

/** Accounts are used, or gone. */
export const inactiveUser: Check = defineCheck({
  id: 'google/inactive-user',
  version: 1,
  title: 'Inactive user',
  severity: 'low',
  category: 'account-risk',
  risk: 'Nobody notices when an account that nobody uses is taken over, and its licence is paid for.',
  remediation:
    'In the Admin console, open "Directory", "Users", and suspend, archive or delete the user, having transferred what is still needed.',
  see,
  on: user,
  params,
  evaluate: ({ resource, params: { days }, now }) => {
    if (isAdministrator(resource)) return notApplicable(notJudged.administrator)
    return canSignIn(resource) ? judge(resource, days, now) : notApplicable(notJudged.out)
  },
})
