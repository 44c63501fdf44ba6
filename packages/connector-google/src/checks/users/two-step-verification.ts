import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { user } from '../../resources/user/user.ts'
import { canSignIn, isAdministrator } from '../../resources/user/user-schema.ts'
import { notJudged } from './not-judged.ts'

const see = 'https://support.google.com/a/answer/9176657'

/** Every administrator has a second factor. */
export const adminTwoStepVerification: Check = defineCheck({
  id: 'google/admin-two-step-verification',
  version: 1,
  title: 'Administrator without 2-Step Verification',
  severity: 'critical',
  category: 'account-risk',
  risk: "The administrator's guessed or stolen password is enough to take over users, data and settings of the account.",
  remediation:
    'Have the administrator set it up at once, best with a security key, at https://myaccount.google.com/security. Then enforce it in the Admin console under "Security", "Authentication", "2-Step Verification".',
  frameworks: { 'cis-gws': ['4.1.1.1'], 'scuba-gws': ['GWS.COMMONCONTROLS.1.1'] },
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (!isAdministrator(resource)) return notApplicable(notJudged.user)
    if (!canSignIn(resource)) return notApplicable(notJudged.out)
    if (resource.isEnrolledIn2Sv) return pass()
    const role = resource.isSuperAdmin ? 'a super administrator' : 'an administrator'
    return fail(`${resource.email} is ${role} without 2-Step Verification`, {
      evidence: { superAdmin: resource.isSuperAdmin, enrolled: false, enforced: resource.isEnforcedIn2Sv },
    })
  },
})

/** Every user has a second factor. */
export const userTwoStepVerification: Check = defineCheck({
  id: 'google/user-two-step-verification',
  version: 1,
  title: 'User without 2-Step Verification',
  severity: 'high',
  category: 'account-risk',
  risk: "The user's guessed or stolen password is enough to get at mail, files and every application that the user signs in to with Google.",
  remediation:
    'Ask the user to set it up at https://myaccount.google.com/security, and enforce it in the Admin console under "Security", "Authentication", "2-Step Verification".',
  frameworks: { 'cis-gws': ['4.1.1.3'], 'scuba-gws': ['GWS.COMMONCONTROLS.1.2'] },
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (isAdministrator(resource)) return notApplicable(notJudged.administrator)
    if (!canSignIn(resource)) return notApplicable(notJudged.out)
    if (resource.isEnrolledIn2Sv) return pass()
    return fail(`${resource.email} has no 2-Step Verification`, {
      evidence: { enrolled: false, enforced: resource.isEnforcedIn2Sv, orgUnit: resource.orgUnitPath },
    })
  },
})

/** Administrators cannot do without a second factor. */
export const adminTwoStepVerificationEnforced: Check = defineCheck({
  id: 'google/admin-two-step-verification-enforced',
  version: 1,
  title: '2-Step Verification is not enforced for an administrator',
  severity: 'high',
  category: 'account-risk',
  risk: 'The administrator can switch the second factor off again, and so can whoever gets into the session.',
  remediation:
    'In the Admin console, open "Security", "Authentication", "2-Step Verification", choose the organisational unit or group of the administrators, and set "Enforcement" to "On".',
  frameworks: { 'cis-gws': ['4.1.1.1'] },
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (!isAdministrator(resource)) return notApplicable(notJudged.user)
    if (!canSignIn(resource)) return notApplicable(notJudged.out)
    if (resource.isEnforcedIn2Sv) return pass()
    return fail(`2-Step Verification is not enforced for the administrator ${resource.email}`, {
      evidence: { enforced: false, enrolled: resource.isEnrolledIn2Sv, orgUnit: resource.orgUnitPath },
    })
  },
})

/** Users cannot do without a second factor. */
export const userTwoStepVerificationEnforced: Check = defineCheck({
  id: 'google/user-two-step-verification-enforced',
  version: 1,
  title: '2-Step Verification is not enforced for a user',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Whether the account has a second factor is up to the user, who can switch it off at any time.',
  remediation:
    'In the Admin console, open "Security", "Authentication", "2-Step Verification", choose the organisational unit of the user, and set "Enforcement" to "On".',
  frameworks: { 'cis-gws': ['4.1.1.3'], 'scuba-gws': ['GWS.COMMONCONTROLS.1.2'] },
  see,
  on: user,
  evaluate: ({ resource }) => {
    if (isAdministrator(resource)) return notApplicable(notJudged.administrator)
    if (!canSignIn(resource)) return notApplicable(notJudged.out)
    if (resource.isEnforcedIn2Sv) return pass()
    return fail(`2-Step Verification is not enforced for ${resource.email}`, {
      evidence: { enforced: false, enrolled: resource.isEnrolledIn2Sv, orgUnit: resource.orgUnitPath },
    })
  },
})
