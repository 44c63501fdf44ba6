import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { organization } from '../resources/organization/organization.ts'
import { organizationSwitch } from '../resources/organization/organization-setting.ts'
import { singleSignOn } from '../resources/organization/single-sign-on.ts'

/** The organisation requires two-factor authentication, unless an identity provider looks after it. */
export const twoFactorRequired: Check = defineCheck({
  id: 'github/two-factor-required',
  version: 1,
  title: 'Two-factor authentication is not required',
  severity: 'high',
  category: 'misconfiguration',
  risk: "A member's guessed or stolen password is enough to get at the code of the organisation.",
  remediation:
    'In the settings of the organisation, open "Authentication security" and tick "Require two-factor authentication for everyone". Tell members beforehand: those without lose access until they set it up.',
  frameworks: { 'cis-github': ['1.3.4', '1.3.5'] },
  see: 'https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-two-factor-authentication-for-your-organization/requiring-two-factor-authentication-in-your-organization',
  profiles: { strict: { trustSingleSignOn: false } },
  on: organization,
  with: { required: organizationSwitch('two_factor_requirement_enabled'), signIn: singleSignOn },
  params: z.object({
    /** Leave the second factor to a SAML identity provider where the organisation has one. */
    trustSingleSignOn: z.boolean().default(true),
  }),
  evaluate: ({ resource, required, signIn, params }) => {
    if (required) return pass()
    if (signIn.managedUsers)
      return notApplicable(
        'The accounts are managed by an enterprise: its identity provider asks for the second factor',
      )
    if (signIn.provider && params.trustSingleSignOn)
      return notApplicable(
        'SAML single sign-on guards the organisation: its identity provider asks for the second factor',
      )
    return fail(`${resource.login} lets in people without two-factor authentication`, {
      evidence: { twoFactorRequired: required, singleSignOn: signIn.provider },
    })
  },
})
