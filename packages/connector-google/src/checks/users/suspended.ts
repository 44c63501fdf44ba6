import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { user } from '../../resources/user/user.ts'
import { isAdministrator, type User } from '../../resources/user/user-schema.ts'
import { notJudged } from './not-judged.ts'

const see = 'https://support.google.com/a/answer/33312'

function evidenceOf({ suspensionReason, orgUnitPath }: User): Readonly<Record<string, string | null>> {
  return { suspensionReason: suspensionReason ?? null, orgUnit: orgUnitPath }
}

/** Suspended accounts have no roles. */
export const suspendedAdmin: Check = defineCheck({
  id: 'google/suspended-admin',
  version: 1,
  title: 'Suspended administrator',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Whoever reactivates the account gives it back all privileges of an administrator at the same moment.',
  remediation:
    'In the Admin console, open "Directory", "Users", the user, "Admin roles and privileges", and take the roles away before the account is ever reactivated.',
  frameworks: { 'cis-gws': ['1.1.3'] },
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (!isAdministrator(resource)) return notApplicable(notJudged.user)
    if (!resource.suspended) return pass()
    return fail(`${resource.email} is suspended and still an administrator`, {
      evidence: { ...evidenceOf(resource), superAdmin: resource.isSuperAdmin },
    })
  },
})

/** Suspended accounts are on their way out. */
export const suspendedUser: Check = defineCheck({
  id: 'google/suspended-user',
  version: 1,
  title: 'Suspended user',
  severity: 'low',
  category: 'account-risk',
  risk: "The user's files, groups and licence stay behind with nobody who answers for them. Google itself suspends accounts that it takes for hijacked.",
  remediation:
    'Look at the reason of the suspension. In the Admin console, open "Directory", "Users", transfer what is still needed, and archive or delete the user.',
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (isAdministrator(resource)) return notApplicable(notJudged.administrator)
    if (!resource.suspended) return pass()
    return fail(`${resource.email} is suspended`, { evidence: evidenceOf(resource) })
  },
})
