import type { CheckCase } from './check-case.ts'
import { anOrganization } from './things.ts'

const resource = anOrganization()

/** Switches, and how they should be. */
const switches: readonly (readonly [check: string, should: boolean])[] = [
  ['multi-factor-required', true],
  ['sms-only-verification', false],
  ['security-keys-allowed', true],
  ['email-change-verified', true],
  ['factor-registration-verified', true],
  ['login-as-any-user', false],
  ['relogin-after-login-as', true],
  ['session-ends-on-timeout', true],
  ['session-locked-to-domain', true],
  ['session-locked-to-address', true],
  ['login-ranges-on-every-request', true],
  ['http-only-cookies', true],
  ['sessions-end-on-password-reset', true],
  ['login-page-autocomplete', false],
  ['clickjack-setup-pages', true],
  ['clickjack-salesforce-pages', true],
  ['clickjack-visualforce-headers', true],
  ['clickjack-visualforce-headerless', true],
  ['csrf-get-protection', true],
  ['csrf-post-protection', true],
  ['content-sniffing-protection', true],
  ['referrer-policy', true],
  ['email-content-security-policy', true],
  ['redirection-warning', true],
  ['strict-transport-security', true],
  ['secret-answer-obscured', true],
  ['password-minimum-lifetime', true],
  ['sign-in-at-my-domain-only', true],
  ['api-sign-in-at-my-domain-only', true],
  ['enhanced-domains', true],
  ['secure-guest-access', true],
  ['site-users-see-each-other', false],
  ['portal-users-see-each-other', false],
  ['guest-permissions-opt-out', false],
  ['guest-security-opt-out', false],
  ['admin-approved-apps-only', true],
  ['admin-approved-apps-only-for-external-users', true],
  ['username-password-flow', true],
  ['user-agent-flow', true],
  ['pkce-required', true],
  ['consumer-secrets-by-api', false],
  ['html-uploads', true],
  ['guest-uploads', false],
  ['personal-information-concealed', true],
  ['user-email-domains-restricted', true],
  ['guest-apex-access-checked', true],
  ['apex-access-checked', true],
  ['components-share-by-default', true],
  ['anonymous-apex-of-site-users', true],
  ['event-log-deletion', false],
  ['transaction-security-enabled', true],
  ['email-sender-compliance', true],
]

/** Values that are wrong, and such that are right. */
const values: readonly (readonly [check: string, wrong: unknown, right: unknown])[] = [
  [
    'trusted-ip-ranges-narrow',
    [{ start: '10.0.0.0', end: '10.255.255.255' }],
    [{ start: '10.0.0.0', end: '10.0.255.255' }],
  ],
  ['password-complexity', 'AlphaNumeric', 'SpecialCharacters'],
  ['password-in-question', 'None', 'DoesNotContainPassword'],
  ['old-tls-sign-ins', { total: 10, failed: 0, oldTls: 1 }, { total: 10, failed: 0, oldTls: 0 }],
  ['transaction-security-policies', 0, 1],
  ['setup-changed-by-delegates', 3, 0],
  ['event-logs-available', 0, 24],
  ['compliance-bcc-email', 'compliance@example.com', null],
  ['default-account-access', 'Edit', 'Read'],
  ['default-contact-access', 'Edit', 'ControlledByParent'],
  ['default-opportunity-access', 'Edit', 'None'],
  ['default-lead-access', 'ReadEditTransfer', 'Read'],
  ['default-case-access', 'ReadEditTransfer', 'None'],
]

export const organizationCases: readonly CheckCase[] = [
  ...switches.map(
    ([name, should]): CheckCase => ({
      check: `salesforce/${name}`,
      failing: { resource, facets: { value: !should } },
      passing: { resource, facets: { value: should } },
    }),
  ),
  ...values.map(
    ([name, wrong, right]): CheckCase => ({
      check: `salesforce/${name}`,
      failing: { resource, facets: { value: wrong } },
      passing: { resource, facets: { value: right } },
    }),
  ),
  {
    check: 'salesforce/single-sign-on-enforced',
    failing: { resource, facets: { saml: true, passwordsOff: false } },
    passing: { resource, facets: { saml: true, passwordsOff: true } },
    notApplicable: [{ resource, facets: { saml: false, passwordsOff: false } }],
  },
  {
    check: 'salesforce/session-timeout',
    failing: { resource, facets: { timeout: 'FourHours' } },
    passing: { resource, facets: { timeout: 'TwoHours' } },
  },
  {
    check: 'salesforce/password-length',
    failing: { resource, facets: { length: 11 } },
    passing: { resource, facets: { length: 12 } },
  },
  {
    check: 'salesforce/password-history',
    failing: { resource, facets: { remembered: 2 } },
    passing: { resource, facets: { remembered: 3 } },
  },
  {
    check: 'salesforce/password-attempts',
    failing: { resource, facets: { limit: 'NoLimit' } },
    passing: { resource, facets: { limit: 'TenAttempts' } },
  },
  {
    check: 'salesforce/password-lockout-time',
    failing: { resource, facets: { period: 'FifteenMinutes' } },
    passing: { resource, facets: { period: 'Forever' } },
  },
  {
    check: 'salesforce/password-expiration',
    failing: { resource, facets: { period: 'Never' } },
    passing: { resource, facets: { period: 'Never' }, params: { maxDays: null } },
  },
  {
    check: 'salesforce/health-check-score',
    failing: { resource, facets: { score: 79 } },
    passing: { resource, facets: { score: 80 } },
  },
  {
    check: 'salesforce/failed-sign-ins',
    failing: { resource, facets: { logins: { total: 200, failed: 90, oldTls: 0 } } },
    // Few failures are nothing, whatever part of the whole they are.
    passing: { resource, facets: { logins: { total: 50, failed: 49, oldTls: 0 } } },
  },
]
