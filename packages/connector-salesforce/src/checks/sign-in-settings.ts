import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { setting } from '../resources/organization/setting.ts'
import { settings } from '../resources/organization/settings.ts'
import { switchCheck, valueCheck } from './setting-check.ts'

const singleSignOn = 'https://help.salesforce.com/s/articleView?id=sf.sso_about.htm'
const identity = 'https://help.salesforce.com/s/articleView?id=sf.security_require_two-factor_authentication.htm'

/** Without single sign-on there is nothing that could replace passwords. */
const passwordsBesideSingleSignOn: Check = defineCheck({
  id: 'salesforce/single-sign-on-enforced',
  version: 1,
  severity: 'high',
  category: 'account-risk',
  title: 'Users can sign in with a password beside single sign-on',
  risk: 'Who is shut out at the identity provider, or would have to pass its second factor, still gets in with a Salesforce password.',
  remediation:
    'In Setup, Single Sign-On Settings, select "Disable login with Salesforce credentials", and give the permission Is Single Sign-On Enabled to all but the emergency administrators.',
  see: singleSignOn,
  frameworks: { sbs: ['AUTH-001'] },
  on: settings,
  with: {
    saml: setting('SecuritySettings', 'singleSignOnSettings.enableSamlLogin', z.boolean()),
    passwordsOff: setting(
      'SecuritySettings',
      'singleSignOnSettings.isLoginWithSalesforceCredentialsDisabled',
      z.boolean(),
    ),
  },
  evaluate: ({ resource, saml, passwordsOff }) => {
    if (passwordsOff) return pass()
    if (!saml) return notApplicable('the organisation has no SAML single sign-on')
    return fail(`${resource.name} accepts Salesforce passwords although SAML single sign-on is on`, {
      evidence: { enableSamlLogin: saml, isLoginWithSalesforceCredentialsDisabled: passwordsOff },
    })
  },
})

interface Range {
  readonly start: string
  readonly end: string
}

const ranges = z.union([
  z.array(z.object({ start: z.string(), end: z.string() })),
  z.object({ start: z.string(), end: z.string() }).transform((one) => [one]),
])

/** Addresses in an IPv4 range; ranges of IPv6 are told by their common beginning. */
function isBroad({ start, end }: Range): boolean {
  const [from, to] = [ipv4(start), ipv4(end)]
  if (from !== undefined && to !== undefined) return to - from + 1 > 65_536
  const [a, b] = [start.split(':'), end.split(':')]
  return start.includes(':') && (a[0] !== b[0] || a[1] !== b[1])
}

function ipv4(text: string): number | undefined {
  const parts = text.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

/** How people sign in. */
export const signInSettingChecks: readonly Check[] = [
  passwordsBesideSingleSignOn,
  switchCheck({
    id: 'salesforce/multi-factor-required',
    severity: 'critical',
    title: 'Multi-factor authentication is not required for all direct sign-ins',
    risk: 'A guessed or phished password is all that it takes to get in. Salesforce obliges its customers contractually to require a second factor.',
    remediation:
      'In Setup, Identity Verification, select "Require multi-factor authentication (MFA) for all direct UI logins to your Salesforce org".',
    see: identity,
    object: 'SecuritySettings',
    path: 'sessionSettings.enableMFADirectUILoginOptIn',
    should: true,
  }),
  switchCheck({
    id: 'salesforce/sms-only-verification',
    severity: 'medium',
    title: 'Users can confirm who they are by text message alone',
    risk: 'Text messages are redirected by whoever talks the telephone company into a new SIM card.',
    remediation:
      'In Setup, Identity Verification, deselect "Let users verify their identity by text (SMS)" or keep it for external users only.',
    see: identity,
    object: 'SecuritySettings',
    path: 'sessionSettings.canConfirmIdentityBySmsOnly',
    should: false,
  }),
  switchCheck({
    id: 'salesforce/security-keys-allowed',
    severity: 'low',
    title: 'Users cannot use physical security keys',
    risk: 'Security keys are the second factor that cannot be phished; administrators should have the choice.',
    remediation:
      'In Setup, Identity Verification, select "Let users verify their identity with a physical security key (U2F or WebAuthn)".',
    see: identity,
    object: 'SecuritySettings',
    path: 'sessionSettings.enableU2F',
    should: true,
  }),
  switchCheck({
    id: 'salesforce/email-change-verified',
    severity: 'medium',
    title: 'A change of the email address needs no confirmation of identity',
    risk: 'Who takes over a session for a moment redirects password resets to an address of their own, and stays.',
    remediation: 'In Setup, Identity Verification, select "Require identity verification for email address changes".',
    see: identity,
    object: 'SecuritySettings',
    path: 'sessionSettings.identityConfirmationOnEmailChange',
    should: true,
  }),
  switchCheck({
    id: 'salesforce/factor-registration-verified',
    severity: 'medium',
    title: 'Registering a verification method needs no confirmation of identity',
    risk: 'Who knows a password registers a second factor of their own.',
    remediation:
      'In Setup, Identity Verification, select "Require identity verification during multi-factor authentication (MFA) registration".',
    see: identity,
    object: 'SecuritySettings',
    path: 'sessionSettings.identityConfirmationOnTwoFactorRegistrationEnabled',
    should: true,
  }),
  switchCheck({
    id: 'salesforce/login-as-any-user',
    severity: 'high',
    title: 'Administrators can sign in as any user without being asked in',
    risk: 'What an administrator, or who took over their account, does as somebody else looks like that user’s own work.',
    remediation: 'In Setup, Login Access Policies, deselect "Administrators Can Log in as Any User".',
    see: 'https://help.salesforce.com/s/articleView?id=sf.security_login_access_policies.htm',
    frameworks: { sbs: ['ACS-011'] },
    object: 'SecuritySettings',
    path: 'enableAdminLoginAsAnyUser',
    should: false,
  }),
  switchCheck({
    id: 'salesforce/relogin-after-login-as',
    severity: 'low',
    title: 'After signing in as somebody else administrators return to their own session without a password',
    risk: 'An unattended browser gives an administrator’s session to whoever ends the other one.',
    remediation: 'In Setup, Session Settings, select "Force relogin after Login-As-User".',
    see: 'https://help.salesforce.com/s/articleView?id=sf.admin_sessions.htm',
    object: 'SecuritySettings',
    path: 'sessionSettings.forceRelogin',
    should: true,
  }),
  valueCheck(
    {
      id: 'salesforce/trusted-ip-ranges-narrow',
      severity: 'high',
      title: 'Trusted IP ranges cover more than 65,536 addresses',
      risk: 'From trusted addresses nobody is asked to confirm who they are, so a wide range switches that off for half of the Internet.',
      remediation:
        'In Setup, Network Access, replace wide ranges by the addresses that your offices and gateways have.',
      see: 'https://help.salesforce.com/s/articleView?id=sf.security_networkaccess.htm',
      frameworks: { sbs: ['AUTH-003'] },
      value: setting('SecuritySettings', 'networkAccess.ipRanges', ranges),
    },
    (found) => {
      const broad = found.filter(isBroad)
      if (broad.length === 0) return undefined
      return {
        message: `${broad.length} trusted IP ${broad.length > 1 ? 'ranges are' : 'range is'} wider than 65,536 addresses`,
        evidence: { ranges: broad.slice(0, 10).map(({ start, end }) => `${start} – ${end}`) },
      }
    },
  ),
]
