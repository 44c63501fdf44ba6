import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { administratorSignIn, signInByGroup } from '../../resources/sso/administrator-sign-in.ts'
import { notJudged } from '../users/not-judged.ts'

const thirdParty: ReadonlySet<string> = new Set(['SAML_SSO', 'OIDC_SSO'])

/** Administrators sign in to Google itself. */
export const adminThirdPartySignIn: Check = defineCheck({
  id: 'google/admin-third-party-sign-in',
  version: 1,
  title: 'Administrator signs in through a third-party identity provider',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Whoever takes over the identity provider is an administrator of Google Workspace too, and where the provider is down, nobody can get in to change that.',
  remediation:
    'In the Admin console, open "Security", "Authentication", "SSO with third party IdP", "Manage SSO profile assignments", and set "None" for an organisational unit or group that holds the administrators.',
  frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.6.1'] },
  see: 'https://support.google.com/a/answer/12032922',
  on: administratorSignIn,
  with: { byGroup: signInByGroup },
  evaluate: ({ resource, byGroup }) => {
    if (!resource.active) return notApplicable(notJudged.out)
    const assignment = byGroup ?? resource.ofUnit
    if (assignment?.mode === 'SSO_OFF') return pass()
    if (!assignment || !thirdParty.has(assignment.mode)) {
      return notApplicable('No profile is assigned, and whether the legacy one of the organisation is on, no API tells')
    }
    const through = byGroup ? `the group ${byGroup.group}` : `the organisational unit ${resource.ofUnit?.unit}`
    return fail(`${resource.email} signs in through a third-party identity provider, assigned to ${through}`, {
      evidence: { mode: assignment.mode, assignment: assignment.name, superAdmin: resource.isSuperAdmin },
    })
  },
})
