import type { PolicyCase } from './policy-case.ts'

const enrolled = { 'security.two_step_verification_enrollment': { allowEnrollment: true } }
const notEnrolled = { 'security.two_step_verification_enrollment': { allowEnrollment: false } }
const factor = 'security.two_step_verification_enforcement_factor'

/** A service that apps may reach or not. */
function services(
  isEnabled: boolean,
  ...groups: readonly string[]
): { services: { scopesGroup: string; isEnabled: boolean }[] } {
  return { services: groups.map((scopesGroup) => ({ scopesGroup, isEnabled })) }
}
const all = ['DRIVE_ALL', 'GMAIL_ALL', 'CALENDAR_ALL', 'CONTACTS_ALL', 'GSUITE_ADMIN_ALL', 'CLOUD_PLATFORM']

function rule(displayName: string, state: string): { entries: { displayName: string; state: string }[] } {
  return { entries: [{ displayName, state }] }
}

/** One rule that is on unless somebody switched it off. */
function alert(check: string, name: string, onByDefault: boolean): PolicyCase {
  return {
    check: `google/${check}`,
    type: 'rule.system_defined_alerts',
    failing: rule(name, 'INACTIVE'),
    passing: rule(name, 'ACTIVE'),
    fields: ['entries'],
    traps: [
      { why: 'Google answers changed rules only', value: { entries: [] }, outcome: onByDefault ? 'pass' : 'fail' },
      { why: 'a new state', value: rule(name, 'SNOOZED'), outcome: 'unknown' },
      {
        why: 'a rule of the account with a name of its own, beside one of Google',
        value: { entries: [...rule('Our rule', 'INACTIVE').entries, ...rule('User deleted', 'ACTIVE').entries] },
        outcome: onByDefault ? 'pass' : 'fail',
      },
      { why: 'no name is known: another language', value: rule('Fuite', 'INACTIVE'), outcome: 'unknown' },
    ],
  }
}

const driveRule = {
  displayName: 'Card numbers',
  state: 'ACTIVE',
  triggers: ['google.workspace.drive.file.v1.share'],
  action: { driveAction: { blockAccess: {} } },
}
const warningRule = { ...driveRule, action: { driveAction: { warnUser: {} } } }
const mailRule = { ...driveRule, triggers: ['google.workspace.gmail.email.v1.send'] }

export const securityPolicyCases: readonly PolicyCase[] = [
  {
    check: 'google/two-step-verification-enforced',
    type: 'security.two_step_verification_enforcement',
    failing: { enforcedFrom: '1970-01-01T00:00:00Z' },
    passing: { enforcedFrom: '2025-06-01T12:00:00Z' },
    related: enrolled,
    traps: [
      {
        why: 'enforced from a day that is to come',
        value: { enforcedFrom: '2035-02-16T23:22:21.732Z' },
        outcome: 'fail',
      },
      {
        why: 'enforced, but nobody may enrol',
        value: { enforcedFrom: '2025-06-01T12:00:00Z' },
        related: notEnrolled,
        outcome: 'fail',
      },
      { why: 'no moment at all', value: { enforcedFrom: 'soon' }, outcome: 'unknown' },
    ],
  },
  {
    check: 'google/phishing-resistant-factor-required',
    type: factor,
    failing: { allowedSignInFactorSet: 'PASSKEY_PLUS_SECURITY_CODE' },
    passing: { allowedSignInFactorSet: 'PASSKEY_ONLY' },
    related: enrolled,
    traps: [
      {
        why: 'nobody may enrol',
        value: { allowedSignInFactorSet: 'PASSKEY_ONLY' },
        related: notEnrolled,
        outcome: 'fail',
      },
    ],
  },
  {
    check: 'google/telephone-factor-not-allowed',
    type: factor,
    failing: { allowedSignInFactorSet: 'ALL' },
    passing: { allowedSignInFactorSet: 'NO_TELEPHONY' },
    related: enrolled,
    traps: [{ why: 'stricter than asked', value: { allowedSignInFactorSet: 'PASSKEY_ONLY' }, outcome: 'pass' }],
  },
  {
    check: 'google/two-step-enrolment-period-short',
    type: 'security.two_step_verification_grace_period',
    failing: { enrollmentGracePeriod: '1209600s' },
    passing: { enrollmentGracePeriod: '604800s' },
    traps: [
      { why: 'no period', value: { enrollmentGracePeriod: '0s' }, outcome: 'fail' },
      { why: 'not a length of time', value: { enrollmentGracePeriod: 'a week' }, outcome: 'unknown' },
    ],
  },
  {
    check: 'google/trusted-devices-not-allowed',
    type: 'security.two_step_verification_device_trust',
    failing: { allowTrustingDevice: true },
    passing: { allowTrustingDevice: false },
  },
  {
    check: 'google/advanced-protection-available',
    type: 'security.advanced_protection_program',
    failing: { enableAdvancedProtectionSelfEnrollment: false },
    passing: { enableAdvancedProtectionSelfEnrollment: true },
  },
  {
    check: 'google/employee-id-login-challenge',
    type: 'security.login_challenges',
    failing: { enableEmployeeIdChallenge: true },
    passing: { enableEmployeeIdChallenge: false },
    traps: [{ why: 'wanted', value: { enableEmployeeIdChallenge: true }, params: { enabled: true }, outcome: 'pass' }],
  },
  {
    check: 'google/web-session-length',
    type: 'security.session_controls',
    failing: { webSessionDuration: '1209600s' },
    passing: { webSessionDuration: '43200s' },
    traps: [
      { why: 'never expires', value: { webSessionDuration: '63072000s' }, outcome: 'fail' },
      { why: 'hours instead of seconds', value: { webSessionDuration: '8h' }, outcome: 'pass' },
    ],
  },
  {
    check: 'google/super-admin-recovery-disabled',
    type: 'security.super_admin_account_recovery',
    failing: { enableAccountRecovery: true },
    passing: { enableAccountRecovery: false },
  },
  {
    check: 'google/user-recovery-as-intended',
    type: 'security.user_account_recovery',
    failing: { enableAccountRecovery: true },
    passing: { enableAccountRecovery: false },
    traps: [
      { why: 'CIS wants it on', value: { enableAccountRecovery: true }, params: { allowed: true }, outcome: 'pass' },
      { why: 'CIS wants it on', value: { enableAccountRecovery: false }, params: { allowed: true }, outcome: 'fail' },
    ],
  },
  {
    check: 'google/less-secure-apps-blocked',
    type: 'security.less_secure_apps',
    failing: { allowLessSecureApps: true },
    passing: { allowLessSecureApps: false },
  },
  {
    check: 'google/password-strength-enforced',
    type: 'security.password',
    failing: { allowedStrength: 'WEAK' },
    passing: { allowedStrength: 'STRONG' },
  },
  {
    check: 'google/password-length',
    type: 'security.password',
    failing: { minimumLength: 8 },
    passing: { minimumLength: 12 },
    traps: [{ why: 'more is asked for', value: { minimumLength: 14 }, params: { minLength: 16 }, outcome: 'fail' }],
  },
  {
    check: 'google/password-policy-at-next-sign-in',
    type: 'security.password',
    failing: { enforceRequirementsAtLogin: false },
    passing: { enforceRequirementsAtLogin: true },
  },
  {
    check: 'google/password-reuse-not-allowed',
    type: 'security.password',
    failing: { allowReuse: true },
    passing: { allowReuse: false },
  },
  {
    check: 'google/password-expiry-as-intended',
    type: 'security.password',
    failing: { expirationDuration: '7776000s' },
    passing: { expirationDuration: '0s' },
    traps: [
      { why: 'CIS wants a year', value: { expirationDuration: '0s' }, params: { maxDays: 365 }, outcome: 'fail' },
      {
        why: 'CIS wants a year',
        value: { expirationDuration: '31536000s' },
        params: { maxDays: 365 },
        outcome: 'pass',
      },
      {
        why: 'longer than a year',
        value: { expirationDuration: '63072000s' },
        params: { maxDays: 365 },
        outcome: 'fail',
      },
    ],
  },
  {
    check: 'google/high-risk-services-restricted',
    type: 'api_controls.google_services',
    failing: services(true, ...all),
    passing: services(false, ...all),
    fields: ['services'],
    traps: [
      {
        why: 'high-risk scopes alone are restricted',
        value: services(false, ...all.map((name) => name.replace('_ALL', '_HIGH_RISK'))),
        outcome: 'pass',
      },
      { why: 'a service is not mentioned', value: services(false, 'DRIVE_ALL'), outcome: 'unknown' },
      { why: 'a service is open, and others are not mentioned', value: services(true, 'DRIVE_ALL'), outcome: 'fail' },
    ],
  },
  {
    check: 'google/low-risk-services-restricted',
    type: 'api_controls.google_services',
    failing: services(true, ...all),
    passing: services(false, ...all),
    fields: ['services'],
    traps: [
      {
        why: 'high-risk scopes alone say nothing of the others',
        value: services(false, 'DRIVE_HIGH_RISK'),
        params: { services: ['DRIVE'] },
        outcome: 'unknown',
      },
    ],
  },
  {
    check: 'google/internal-apps-trust',
    type: 'api_controls.internal_apps',
    failing: { trustInternalApps: true },
    passing: { trustInternalApps: false },
    traps: [
      { why: 'CIS wants them trusted', value: { trustInternalApps: true }, params: { trusted: true }, outcome: 'pass' },
    ],
  },
  {
    check: 'google/unconfigured-apps-blocked',
    type: 'api_controls.unconfigured_third_party_apps',
    failing: { accessLevel: 'ALLOW_SIGN_IN_SCOPES_ONLY' },
    passing: { accessLevel: 'BLOCK_ALL_SCOPES' },
    traps: [
      { why: 'published tools disagree', value: { accessLevel: 'UNSPECIFIED_UBER_BLOCK' }, outcome: 'unknown' },
      {
        why: 'sign-in alone is enough',
        value: { accessLevel: 'ALLOW_SIGN_IN_SCOPES_ONLY' },
        params: { allowSignIn: true },
        outcome: 'pass',
      },
    ],
  },
  {
    check: 'google/marketplace-apps-allow-listed',
    type: 'workspace_marketplace.apps_access_options',
    failing: { accessLevel: 'ALLOW_ALL', allowAllInternalApps: false },
    passing: { accessLevel: 'ALLOW_LISTED_APPS', allowAllInternalApps: false },
    fields: ['accessLevel'],
    traps: [
      {
        why: 'internal apps are excepted',
        value: { accessLevel: 'ALLOW_LISTED_APPS', allowAllInternalApps: true },
        outcome: 'fail',
      },
      { why: 'nothing may be installed', value: { accessLevel: 'ALLOW_NONE' }, outcome: 'pass' },
    ],
  },
  {
    check: 'google/takeout-disabled',
    type: 'takeout.service_status',
    failing: { serviceState: 'ENABLED' },
    passing: { serviceState: 'DISABLED' },
  },
  {
    check: 'google/takeout-disabled',
    type: 'youtube.user_takeout',
    failing: { takeoutStatus: 'ENABLED' },
    passing: { takeoutStatus: 'DISABLED' },
  },
  {
    check: 'google/services-without-control-restricted',
    type: 'enterprise_service_restrictions.service_status',
    failing: { serviceState: 'DISABLED' },
    passing: { serviceState: 'ENABLED' },
  },
  {
    check: 'google/early-access-apps-off',
    type: 'early_access_apps.service_status',
    failing: { serviceState: 'ENABLED' },
    passing: { serviceState: 'DISABLED' },
  },
  {
    check: 'google/multi-party-approval',
    type: 'multi_party_approval.require_approvals',
    failing: { multiPartyApprovalState: 'DISABLED' },
    passing: { multiPartyApprovalState: 'ENABLED' },
  },
  {
    check: 'google/conflicting-accounts-replaced',
    type: 'provisioning.conflicting_accounts_management',
    failing: { conflictingAccountsManagement: 'INVITE_CONFLICTING_ACCOUNTS' },
    passing: { conflictingAccountsManagement: 'REPLACE_CONFLICTING_ACCOUNTS' },
    traps: [
      { why: "the field's other name", value: { option: 'AUTOMATICALLY_SEND_INVITATIONS' }, outcome: 'fail' },
      { why: "the field's other name", value: { option: 'REPLACE_CONFLICTING_ACCOUNT' }, outcome: 'pass' },
    ],
  },
  {
    check: 'google/data-region-set',
    type: 'data_regions.data_at_rest_region',
    failing: { region: 'ANY_REGION' },
    passing: { region: 'EUROPE' },
    traps: [{ why: 'the wrong region', value: { region: 'EUROPE' }, params: { regions: ['US'] }, outcome: 'fail' }],
  },
  {
    check: 'google/data-processing-in-region',
    type: 'data_regions.data_processing_region',
    failing: { limitToStorageRegion: false },
    passing: { limitToStorageRegion: true },
  },
  {
    check: 'google/access-approvals-on',
    type: 'access_approval.axa_user_scoping',
    failing: { requiresCustomerApproval: false },
    passing: { requiresCustomerApproval: true },
  },
  {
    check: 'google/support-access-limited',
    type: 'access_management.user_scoping',
    failing: { accessManagementRegime: 'PREFERENCE_UNSPECIFIED' },
    passing: { accessManagementRegime: 'US_GOOGLE_STAFF' },
    traps: [
      {
        why: 'a region that SCuBA does not take',
        value: { accessManagementRegime: 'EU_GOOGLE_STAFF' },
        params: { regimes: ['US_GOOGLE_STAFF'] },
        outcome: 'fail',
      },
    ],
  },
  alert('alert-admin-privilege-granted', 'User granted Admin privilege', false),
  alert('alert-employee-spoofing', 'Gmail potential employee spoofing', true),
  alert('alert-government-backed-attack', 'Government-backed attacks', true),
  alert('alert-leaked-password', 'Leaked password', true),
  alert('alert-password-changed', "User's password changed", false),
  alert('alert-suspicious-suspension', 'User suspended due to suspicious activity', true),
  alert('alert-suspicious-login', 'Suspicious login', true),
  alert('alert-suspicious-programmatic-login', 'Suspicious programmatic login', true),
  {
    check: 'google/system-defined-alerts-on',
    type: 'rule.system_defined_alerts',
    failing: { entries: [] },
    passing: {
      entries: [
        'Calendar settings changed',
        'Drive settings changed',
        'Email settings changed',
        'Mobile settings changed',
        "User's Admin privilege revoked",
      ].map((displayName) => ({ displayName, state: 'ACTIVE' })),
    },
    fields: ['entries'],
  },
  {
    check: 'google/dlp-drive-rule',
    type: 'rule.dlp',
    failing: { entries: [] },
    passing: { entries: [warningRule] },
    fields: ['entries'],
    traps: [
      { why: 'the rule is off', value: { entries: [{ ...driveRule, state: 'INACTIVE' }] }, outcome: 'fail' },
      { why: 'the rule looks at mail', value: { entries: [mailRule] }, outcome: 'fail' },
      { why: 'a new state', value: { entries: [{ ...driveRule, state: 'DRY_RUN' }] }, outcome: 'unknown' },
      { why: 'no triggers', value: { entries: [{ state: 'ACTIVE' }] }, outcome: 'unknown' },
    ],
  },
  {
    check: 'google/dlp-drive-rule-blocks',
    type: 'rule.dlp',
    failing: { entries: [warningRule] },
    passing: { entries: [warningRule, driveRule] },
    fields: ['entries'],
    traps: [{ why: 'no action', value: { entries: [{ ...driveRule, action: null }] }, outcome: 'fail' }],
  },
]
