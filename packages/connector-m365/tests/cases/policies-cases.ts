import type { CheckRun } from '@opencasb/testkit'
import type { AdminConsentPolicy } from '../../src/resources/policy/admin-consent-policy.ts'
import type { AppManagementPolicy } from '../../src/resources/policy/app-management-policy.ts'
import type { AuthorizationPolicy } from '../../src/resources/policy/authorization-policy.ts'
import type { CrossTenantAccess } from '../../src/resources/policy/cross-tenant-access.ts'
import type { DeviceRegistration } from '../../src/resources/policy/device-registration.ts'
import { settingTemplates } from '../../src/resources/policy/directory-settings.ts'
import type { GrantCondition } from '../../src/resources/policy/permission-grant-policy.ts'
import type { PolicyCheckCase } from './policies-case.ts'
import { policyMethodCases } from './policies-method-cases.ts'

const nothingTold: AuthorizationPolicy = {
  allowInvitesFrom: undefined,
  guestUserRoleId: undefined,
  allowedToSignUpEmailBasedSubscriptions: undefined,
  allowEmailVerifiedUsersToJoinOrganization: undefined,
  allowedToUseSSPR: undefined,
  blockMsolPowerShell: undefined,
  allowUserConsentForRiskyApps: undefined,
  allowedToCreateApps: undefined,
  allowedToCreateTenants: undefined,
  allowedToCreateSecurityGroups: undefined,
  allowedToReadOtherUsers: undefined,
  allowedToReadBitlockerKeysForOwnedDevice: undefined,
  consentPolicies: undefined,
}

function authorization(policy: Partial<AuthorizationPolicy>): CheckRun {
  return { resource: { ...nothingTold, ...policy } }
}

const switches: readonly (readonly [check: string, setting: keyof AuthorizationPolicy, should: boolean])[] = [
  ['users-cannot-register-applications', 'allowedToCreateApps', false],
  ['users-cannot-create-tenants', 'allowedToCreateTenants', false],
  ['users-cannot-create-security-groups', 'allowedToCreateSecurityGroups', false],
  ['users-can-read-other-users', 'allowedToReadOtherUsers', true],
  ['users-cannot-read-bitlocker-keys', 'allowedToReadBitlockerKeysForOwnedDevice', false],
  ['email-verified-users-cannot-join', 'allowEmailVerifiedUsersToJoinOrganization', false],
  ['email-based-subscriptions-off', 'allowedToSignUpEmailBasedSubscriptions', false],
  ['msonline-powershell-blocked', 'blockMsolPowerShell', true],
  ['risky-app-consent-blocked', 'allowUserConsentForRiskyApps', false],
  ['administrator-password-reset-off', 'allowedToUseSSPR', false],
]

function settings(template: keyof typeof settingTemplates, values: Readonly<Record<string, string>>): CheckRun {
  return { resource: { byTemplate: { [settingTemplates[template]]: values } } }
}

const untouched: CheckRun = { resource: { byTemplate: {} } }

function devices(settings: Partial<DeviceRegistration>): CheckRun {
  const unknown: DeviceRegistration = {
    deviceQuota: undefined,
    requiresMfa: false,
    joinAllowedFor: undefined,
    localAdminPassword: undefined,
    globalAdminsAreLocalAdmins: undefined,
    registeringUsersAreLocalAdmins: undefined,
  }
  return { resource: { ...unknown, ...settings } }
}

function consent(policy: Partial<AdminConsentPolicy>): CheckRun {
  return { resource: { enabled: true, notifyReviewers: true, requestDurationDays: 30, reviewers: 2, ...policy } }
}

const rule: GrantCondition = {
  permissionType: 'delegated',
  classification: undefined,
  permissions: ['all'],
  verifiedPublishersOnly: false,
  limitedToClients: false,
}

function grants(changes: Partial<GrantCondition>, id = 'acme-consent'): CheckRun {
  return { resource: { id, name: 'Consent at Acme', includes: [{ ...rule, ...changes }] } }
}

function access(open: Partial<CrossTenantAccess>): CheckRun {
  const closed: CrossTenantAccess = {
    outboundCollaborationOpen: false,
    inboundDirectConnectOpen: false,
    outboundDirectConnectOpen: false,
    tenantRestrictionsOpen: false,
    trustsForeignMfa: false,
  }
  return { resource: { ...closed, ...open } }
}

function apps(policy: Partial<AppManagementPolicy>): CheckRun {
  return { resource: { enabled: true, applications: [], ...policy } }
}

const limit = (type: string, maximumDays?: number, enabled = true) => ({ type, enabled, maximumDays })

export const policyCases: readonly PolicyCheckCase[] = [
  ...switches.map(
    ([check, setting, should]): PolicyCheckCase => ({
      check: `m365/${check}`,
      failing: authorization({ [setting]: !should }),
      passing: authorization({ [setting]: should }),
    }),
  ),
  {
    check: 'm365/users-cannot-create-m365-groups',
    failing: untouched,
    passing: settings('groups', { EnableGroupCreation: 'False' }),
  },
  {
    check: 'm365/guests-cannot-own-groups',
    failing: settings('groups', { AllowGuestsToBeGroupOwner: 'True' }),
    passing: untouched,
  },
  {
    check: 'm365/guests-cannot-access-groups',
    failing: untouched,
    passing: settings('groups', { AllowGuestsToAccessGroups: 'false' }),
  },
  {
    check: 'm365/custom-banned-passwords',
    failing: untouched,
    passing: settings('passwords', { EnableBannedPasswordCheck: 'True', BannedPasswordList: 'acme' }),
    alsoFailing: {
      'an empty list': settings('passwords', { EnableBannedPasswordCheck: 'True', BannedPasswordList: ' ' }),
      'a list that is off': settings('passwords', { EnableBannedPasswordCheck: 'False', BannedPasswordList: 'acme' }),
    },
  },
  {
    check: 'm365/on-premises-password-protection',
    failing: { ...untouched, lookups: { synchronised: { tenant: true } } },
    passing: {
      ...settings('passwords', { BannedPasswordCheckOnPremisesMode: 'Enforce' }),
      lookups: { synchronised: { tenant: true } },
    },
    alsoFailing: {
      'a check that is off': {
        ...settings('passwords', {
          BannedPasswordCheckOnPremisesMode: 'Enforce',
          EnableBannedPasswordCheckOnPremises: 'False',
        }),
        lookups: { synchronised: { tenant: true } },
      },
    },
    notApplicable: [{ ...untouched, lookups: { synchronised: { tenant: false } } }],
  },
  {
    check: 'm365/lockout-threshold',
    failing: settings('passwords', { LockoutThreshold: '20' }),
    passing: untouched,
  },
  {
    check: 'm365/lockout-duration',
    failing: settings('passwords', { LockoutDurationInSeconds: '5' }),
    passing: untouched,
  },
  {
    check: 'm365/device-join-restricted',
    failing: devices({ joinAllowedFor: 'all' }),
    passing: devices({ joinAllowedFor: 'selected' }),
  },
  {
    check: 'm365/device-quota-limited',
    failing: devices({ deviceQuota: 2_147_483_647 }),
    passing: devices({ deviceQuota: 20 }),
  },
  {
    check: 'm365/global-administrators-not-local-administrators',
    failing: devices({ globalAdminsAreLocalAdmins: true }),
    passing: devices({ globalAdminsAreLocalAdmins: false }),
  },
  {
    check: 'm365/registering-users-not-local-administrators',
    failing: devices({ registeringUsersAreLocalAdmins: 'all' }),
    passing: devices({ registeringUsersAreLocalAdmins: 'none' }),
  },
  {
    check: 'm365/local-administrator-password-solution-on',
    failing: devices({ localAdminPassword: false }),
    passing: devices({ localAdminPassword: true }),
  },
  {
    check: 'm365/idle-session-timeout',
    failing: { resource: { minutes: undefined } },
    passing: { resource: { minutes: 180 } },
    alsoFailing: { 'a long one': { resource: { minutes: 181 } } },
  },
  {
    check: 'm365/user-consent-restricted',
    failing: authorization({ consentPolicies: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'] }),
    passing: authorization({ consentPolicies: [] }),
    alsoPassing: {
      'low risk': authorization({ consentPolicies: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'] }),
      'consent of group owners, which is judged apart': authorization({
        consentPolicies: ['ManagePermissionGrantsForOwnedResource.microsoft-all-application-permissions'],
      }),
    },
    alsoFailing: {
      'low risk where nothing may be': {
        ...authorization({ consentPolicies: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'] }),
        params: { allow: 'nothing' },
      },
    },
  },
  {
    check: 'm365/group-owner-consent-off',
    failing: authorization({
      consentPolicies: ['ManagePermissionGrantsForOwnedResource.microsoft-all-application-permissions'],
    }),
    passing: authorization({ consentPolicies: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'] }),
  },
  {
    check: 'm365/group-specific-consent-off',
    failing: settings('consent', { EnableGroupSpecificConsent: 'true' }),
    passing: untouched,
  },
  {
    check: 'm365/admin-consent-workflow-on',
    failing: consent({ enabled: false }),
    passing: consent({}),
  },
  {
    check: 'm365/admin-consent-reviewers',
    failing: consent({ reviewers: 0 }),
    passing: consent({}),
    notApplicable: [consent({ enabled: false, reviewers: 0 })],
  },
  {
    check: 'm365/admin-consent-reviewers-notified',
    failing: consent({ notifyReviewers: false }),
    passing: consent({}),
    notApplicable: [consent({ enabled: false })],
  },
  {
    check: 'm365/admin-consent-request-duration',
    failing: consent({ requestDurationDays: 60 }),
    passing: consent({}),
    notApplicable: [consent({ enabled: false })],
  },
  {
    check: 'm365/custom-consent-policies-narrow',
    failing: grants({}),
    passing: grants({ verifiedPublishersOnly: true }),
    alsoPassing: {
      'permissions of low risk': grants({ classification: 'low' }),
      'named permissions': grants({ permissions: ['e1fe6dd8-ba31-4d61-89e7-88639da4683d'] }),
      'named clients': grants({ limitedToClients: true }),
    },
    notApplicable: [grants({}, 'microsoft-user-default-legacy')],
  },
  {
    check: 'm365/guest-access-restricted',
    failing: authorization({ guestUserRoleId: 'a0b1b346-4d3e-4e8b-98f8-753987be4970' }),
    passing: authorization({ guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b' }),
    alsoPassing: { limited: authorization({ guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3' }) },
    alsoFailing: {
      'limited where only restricted will do': {
        ...authorization({ guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3' }),
        params: { access: ['restricted'] },
      },
      'a role that nobody knows': authorization({ guestUserRoleId: '00000000-0000-4000-8000-000000000000' }),
    },
  },
  {
    check: 'm365/guest-invitations-restricted',
    failing: authorization({ allowInvitesFrom: 'adminsGuestInvitersAndAllMembers' }),
    passing: authorization({ allowInvitesFrom: 'adminsAndGuestInviters' }),
    alsoPassing: { nobody: authorization({ allowInvitesFrom: 'none' }) },
    alsoFailing: { 'a circle that nobody knows': authorization({ allowInvitesFrom: 'robots' }) },
  },
  {
    check: 'm365/guest-domains-limited',
    failing: { resource: { allowed: undefined, blocked: ['example.com'] } },
    passing: { resource: { allowed: ['example.com'], blocked: undefined } },
    alsoPassing: { 'nobody at all': { resource: { allowed: [], blocked: undefined } } },
  },
  {
    check: 'm365/guest-self-service-sign-up-off',
    failing: { resource: { selfServiceSignUp: true } },
    passing: { resource: { selfServiceSignUp: false } },
  },
  {
    check: 'm365/direct-connect-not-open',
    failing: access({ inboundDirectConnectOpen: true }),
    passing: access({}),
  },
  {
    check: 'm365/outbound-collaboration-limited',
    failing: access({ outboundCollaborationOpen: true }),
    passing: access({}),
  },
  {
    check: 'm365/guests-may-leave',
    failing: { resource: { allowLeave: false } },
    passing: { resource: { allowLeave: true } },
  },
  ...policyMethodCases,
  {
    check: 'm365/application-secrets-blocked',
    failing: apps({}),
    passing: apps({ applications: [limit('passwordAddition')] }),
    alsoFailing: {
      'a policy that is off': apps({ enabled: false, applications: [limit('passwordAddition')] }),
      'a restriction that is off': apps({ applications: [limit('passwordAddition', undefined, false)] }),
    },
  },
  {
    check: 'm365/application-custom-secrets-blocked',
    failing: apps({ applications: [limit('passwordAddition')] }),
    passing: apps({ applications: [limit('customPasswordAddition')] }),
  },
  {
    check: 'm365/application-secret-lifetime-limited',
    failing: apps({ applications: [limit('passwordLifetime', 730)] }),
    passing: apps({ applications: [limit('passwordLifetime', 180)] }),
    alsoFailing: { 'no limit': apps({}) },
    notApplicable: [apps({ applications: [limit('passwordAddition')] })],
  },
  {
    check: 'm365/application-certificate-lifetime-limited',
    failing: apps({ applications: [limit('asymmetricKeyLifetime', 1095)] }),
    passing: apps({ applications: [limit('asymmetricKeyLifetime', 365)] }),
    alsoFailing: { 'no limit': apps({ applications: [limit('passwordLifetime', 10)] }) },
  },
]
