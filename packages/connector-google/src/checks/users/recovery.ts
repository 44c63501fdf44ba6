import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { user } from '../../resources/user/user.ts'
import { canSignIn } from '../../resources/user/user-schema.ts'
import { notJudged } from './not-judged.ts'

const see = 'https://support.google.com/a/answer/33382'
const remediation =
  'Ask the user to add it at https://myaccount.google.com/security, or add it in the Admin console under "Directory", "Users", the user, "Security", "Recovery information".'

/** Users can be reached at another address. */
export const userRecoveryEmail: Check = defineCheck({
  id: 'google/user-recovery-email',
  version: 1,
  title: 'User without recovery email',
  severity: 'low',
  category: 'account-risk',
  risk: 'Google cannot warn the user of a suspicious sign-in outside of the account itself, nor let the user back in after a takeover.',
  remediation,
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (!canSignIn(resource)) return notApplicable(notJudged.out)
    if (resource.hasRecoveryEmail) return pass()
    return fail(`${resource.email} has no recovery email`, { evidence: { recoveryEmail: false } })
  },
})

/** Users can be reached by phone. */
export const userRecoveryPhone: Check = defineCheck({
  id: 'google/user-recovery-phone',
  version: 1,
  title: 'User without recovery phone',
  severity: 'low',
  category: 'account-risk',
  risk: 'Google has no number with which to challenge a suspicious sign-in or to let the user back in.',
  remediation,
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (!canSignIn(resource)) return notApplicable(notJudged.out)
    if (resource.hasRecoveryPhone) return pass()
    return fail(`${resource.email} has no recovery phone`, { evidence: { recoveryPhone: false } })
  },
})
