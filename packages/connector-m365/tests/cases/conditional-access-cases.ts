import type { CheckRun } from '@opencasb/testkit'
import {
  aPolicy,
  aTenant,
  block,
  everyone,
  everything,
  idOf,
  mfa,
  type RawPolicy,
} from './conditional-access-policies.ts'
import { templates } from './conditional-access-templates.ts'
import type { PolicyCheckCase } from './policies-case.ts'

function tenant(...policies: readonly RawPolicy[]): CheckRun {
  return { resource: aTenant(policies) }
}

const defaults: CheckRun = { resource: aTenant([], { securityDefaults: true }) }
const excluding = (users: object, policy: RawPolicy): RawPolicy => ({ ...policy, users: { ...everyone, ...users } })
const emergency = { excludeUsers: [idOf(1), idOf(2)] }
const everyTime = { signInFrequency: { isEnabled: true, frequencyInterval: 'everyTime' } }
const hours = (value: number, type = 'hours') => ({
  signInFrequency: { isEnabled: true, frequencyInterval: 'timeBased', type, value },
})
const allDevices = { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] }
const untrusted = { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }

/** A check that no policy, a policy that only reports, and one for a group fail. */
function coverage(check: string, policy: RawPolicy, more: Partial<PolicyCheckCase> = {}): PolicyCheckCase {
  return {
    check: `m365/${check}`,
    failing: tenant(),
    passing: tenant(policy),
    ...more,
    alsoFailing: {
      'a policy that only reports': tenant({ ...policy, state: 'enabledForReportingButNotEnforced' }),
      'a policy that is off': tenant({ ...policy, state: 'disabled' }),
      'a policy for Linux': tenant({
        ...policy,
        conditions: { ...policy.conditions, platforms: { includePlatforms: ['linux'], excludePlatforms: [] } },
      }),
      'a policy from one place': tenant({
        ...policy,
        conditions: { ...policy.conditions, locations: { includeLocations: [idOf(77)], excludeLocations: [] } },
      }),
      ...more.alsoFailing,
    },
    alsoPassing: {
      'two emergency accounts': tenant({ ...policy, users: { ...(policy.users ?? everyone), ...emergency } }),
      'a declared emergency group': {
        ...tenant({ ...policy, users: { ...(policy.users ?? everyone), excludeGroups: [idOf(3)] } }),
        params: { allowedExclusions: [idOf(3)] },
      },
      ...more.alsoPassing,
    },
  }
}

const workloads: RawPolicy = {
  users: { includeUsers: ['None'] },
  conditions: {
    clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'], excludeServicePrincipals: [] },
    servicePrincipalRiskLevels: ['high'],
  },
  grant: block,
}

const coverageCases: readonly PolicyCheckCase[] = [
  coverage('mfa-required-for-all-users', templates.mfaForAllUsers, {
    alsoFailing: {
      'a policy for administrators': tenant(templates.mfaForAdmins),
      'a policy for one application': tenant(templates.mfaForAzureManagement),
      'a choice between factor and device': tenant(templates.compliantDeviceOrMfa),
      'trusted locations left out': tenant({ ...templates.mfaForAllUsers, conditions: untrusted }),
      'guests left out': tenant(excluding({ excludeUsers: ['GuestsOrExternalUsers'] }, templates.mfaForAllUsers)),
      'a group left out': tenant(excluding({ excludeGroups: [idOf(3)] }, templates.mfaForAllUsers)),
      'three users left out': tenant(
        excluding({ excludeUsers: [idOf(1), idOf(2), idOf(3)] }, templates.mfaForAllUsers),
      ),
      'two users left out where none may be': {
        ...tenant(excluding(emergency, templates.mfaForAllUsers)),
        params: { toleratedUsers: 0 },
      },
      'security defaults where policies are wanted': { ...defaults, params: { acceptSecurityDefaults: false } },
    },
    alsoPassing: {
      'security defaults': defaults,
      'two policies that only together are for all': tenant(
        excluding({ excludeGroups: [idOf(3)] }, templates.mfaForAllUsers),
        { users: { includeGroups: [idOf(3)] }, applications: everything, grant: mfa },
      ),
      'the account that synchronises left out': tenant(
        excluding({ excludeRoles: ['d29b2b05-8046-44ba-8758-1e26182fcf32'] }, templates.mfaForAllUsers),
      ),
    },
  }),
  coverage(
    'phishing-resistant-mfa-for-all-users',
    { ...templates.phishingResistantForAdmins, users: everyone },
    {
      alsoFailing: { 'any second factor': tenant(templates.mfaForAllUsers), 'security defaults': defaults },
    },
  ),
  coverage('mfa-required-for-administrators', templates.mfaForAdmins, {
    alsoFailing: {
      'one role left out': tenant({
        ...templates.mfaForAdmins,
        users: { includeRoles: templates.mfaForAdmins.users.includeRoles.slice(1) },
      }),
      'one role excluded': tenant(
        excluding({ excludeRoles: ['62e90394-69f5-4237-9190-012177145e10'] }, templates.mfaForAllUsers),
      ),
    },
    alsoPassing: { 'a policy for everybody': tenant(templates.mfaForAllUsers), 'security defaults': defaults },
  }),
  coverage('phishing-resistant-mfa-for-administrators', templates.phishingResistantForAdmins, {
    alsoFailing: { 'any second factor': tenant(templates.mfaForAdmins), 'security defaults': defaults },
  }),
  coverage('mfa-required-for-guests', templates.mfaForGuests, {
    alsoPassing: { 'a policy for everybody': tenant(templates.mfaForAllUsers) },
  }),
  coverage('mfa-required-for-azure-management', templates.mfaForAzureManagement, {
    alsoPassing: { 'a policy for all applications': tenant(templates.mfaForAllUsers), 'security defaults': defaults },
  }),
  coverage('mfa-required-for-admin-portals', templates.mfaForAdminPortals, {
    alsoPassing: { 'a policy for administrators': tenant(templates.mfaForAdmins), 'security defaults': defaults },
  }),
  coverage('mfa-required-for-azure-devops', {
    ...templates.mfaForAllUsers,
    applications: { includeApplications: ['499b84ac-1321-427f-aa17-267ca6975798'] },
  }),
  coverage('mfa-or-managed-device-required', templates.compliantDeviceOrMfa, {
    alsoFailing: {
      'terms of use as a third choice': tenant({
        ...templates.compliantDeviceOrMfa,
        grant: { ...templates.compliantDeviceOrMfa.grant, termsOfUse: [idOf(8)] },
      }),
    },
  }),
  coverage('legacy-authentication-blocked', templates.blockLegacyAuthentication, {
    alsoFailing: {
      'Exchange ActiveSync alone': tenant({
        ...templates.blockLegacyAuthentication,
        conditions: { clientAppTypes: ['exchangeActiveSync'] },
      }),
      'a second factor, which old clients are not asked for': tenant(templates.mfaForAllUsers),
      'trusted locations left out': tenant({
        ...templates.blockLegacyAuthentication,
        conditions: { ...templates.blockLegacyAuthentication.conditions, ...untrusted },
      }),
    },
    alsoPassing: { 'security defaults': defaults },
  }),
  coverage('device-code-flow-blocked', templates.deviceCodeFlow),
  coverage('authentication-transfer-blocked', templates.deviceCodeFlow, {
    alsoFailing: {
      'device code flow alone': tenant({
        ...templates.deviceCodeFlow,
        conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } },
      }),
    },
  }),
  coverage('managed-device-required', templates.compliantDevice, {
    alsoFailing: { 'a choice between factor and device': tenant(templates.compliantDeviceOrMfa) },
  }),
  coverage('security-info-registration-protected', templates.securingSecurityInfo, {
    alsoFailing: {
      'trusted locations left out where nothing may be': {
        ...tenant(templates.securingSecurityInfo),
        params: { exemptTrustedLocations: false },
      },
      'a policy for all applications': tenant(templates.mfaForAllUsers),
    },
    alsoPassing: {
      'a choice between factor and device': tenant({
        ...templates.securingSecurityInfo,
        grant: templates.compliantDeviceOrMfa.grant,
      }),
    },
  }),
  coverage('unknown-platforms-blocked', templates.unknownPlatforms, {
    alsoPassing: { 'managed devices': tenant(templates.compliantDevice) },
  }),
  coverage('mobile-apps-protected', {
    users: everyone,
    applications: { includeApplications: ['Office365'] },
    conditions: { platforms: { includePlatforms: ['android', 'iOS'], excludePlatforms: [] } },
    grant: { operator: 'OR', builtInControls: ['approvedApplication', 'compliantApplication'] },
  }),
  coverage(
    'administrator-sign-in-frequency',
    { ...templates.mfaForAdmins, grant: null, session: hours(4) },
    {
      alsoFailing: {
        'a day': tenant({ ...templates.mfaForAdmins, session: hours(1, 'days') }),
        'a frequency that is off': tenant({
          ...templates.mfaForAdmins,
          session: { signInFrequency: { isEnabled: false, type: 'hours', value: 1 } },
        }),
      },
      alsoPassing: { 'every time': tenant({ ...templates.mfaForAdmins, session: everyTime }) },
    },
  ),
  coverage('administrator-browser-sessions-not-kept', {
    ...templates.mfaForAdmins,
    session: { persistentBrowser: { isEnabled: true, mode: 'never' } },
  }),
  coverage('unmanaged-device-sign-in-frequency', templates.noPersistentBrowser, {
    alsoFailing: {
      'a rule that is not about management': tenant({
        ...templates.noPersistentBrowser,
        conditions: { devices: { deviceFilter: { mode: 'include', rule: 'device.model -eq "x"' } } },
      }),
      'a rule that asks for two things at once': tenant({
        ...templates.noPersistentBrowser,
        conditions: {
          devices: { deviceFilter: { mode: 'include', rule: 'device.isCompliant -ne True -and device.model -eq "x"' } },
        },
      }),
    },
    alsoPassing: {
      'managed devices left out': tenant({
        ...templates.noPersistentBrowser,
        conditions: { devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } },
      }),
      'only managed devices let in': tenant(templates.compliantDevice),
    },
  }),
  coverage('unmanaged-device-sessions-not-kept', templates.noPersistentBrowser),
  coverage('application-enforced-restrictions', templates.applicationEnforcedRestrictions),
  coverage('token-protection-required', {
    users: everyone,
    applications: { includeApplications: ['Office365'] },
    conditions: { platforms: { includePlatforms: ['windows'], excludePlatforms: [] } },
    grant: null,
    session: { secureSignInSession: { isEnabled: true } },
  }),
  coverage('intune-enrollment-sign-in', {
    users: everyone,
    applications: { includeApplications: ['d4ebce55-015a-49b5-a083-c84d1797ae8c'] },
    session: everyTime,
  }),
  coverage('high-risk-users-stopped', templates.riskyUsers, {
    alsoFailing: {
      'a new password where blocking is wanted': { ...tenant(templates.riskyUsers), params: { accept: ['block'] } },
      'a policy for both risks at once': tenant({
        ...templates.riskyUsers,
        conditions: { userRiskLevels: ['high'], signInRiskLevels: ['high'] },
      }),
    },
    alsoPassing: {
      'what Microsoft asks for': tenant({
        ...templates.riskyUsers,
        grant: { operator: 'OR', builtInControls: ['riskRemediation'] },
      }),
    },
  }),
  coverage('risky-sign-ins-challenged', templates.riskySignIns, {
    alsoFailing: {
      'a factor that was shown long ago': tenant(templates.mfaForAllUsers),
      'high risk alone': tenant({ ...templates.riskySignIns, conditions: { signInRiskLevels: ['high'] } }),
    },
  }),
  coverage('high-risk-sign-ins-blocked', {
    users: everyone,
    applications: everything,
    conditions: { signInRiskLevels: ['high'] },
    grant: block,
  }),
  coverage('insider-risk-blocked', templates.insiderRisk),
  {
    check: 'm365/risky-workload-identities-blocked',
    failing: tenant(templates.mfaForAllUsers),
    passing: tenant(workloads),
  },
]

const lookups = (required: boolean) => ({ lookups: { setting: { deviceRegistrationPolicy: required } } })
const registerDevice = {
  ...templates.mfaForAllUsers,
  applications: { includeUserActions: ['urn:user:registerdevice'] },
}
const named = { users: { includeGroups: [idOf(31)], excludeUsers: [idOf(32)] } }
const trial: RawPolicy = { state: 'enabledForReportingButNotEnforced' }

export const conditionalAccessCases: readonly PolicyCheckCase[] = [
  ...coverageCases,
  {
    check: 'm365/mfa-required-to-register-devices',
    failing: { ...tenant(templates.mfaForAllUsers), ...lookups(false) },
    passing: { ...tenant(registerDevice), ...lookups(false) },
    alsoPassing: { 'the older switch': { ...tenant(), ...lookups(true) } },
  },
  {
    check: 'm365/security-defaults-or-conditional-access',
    failing: tenant(trial),
    passing: tenant(templates.mfaForAdmins),
    alsoPassing: { 'security defaults': defaults },
    alsoFailing: {
      'security defaults where policies are wanted': { ...defaults, params: { expect: 'conditional-access' } },
    },
  },
  {
    check: 'm365/conditional-access-covers-all-applications',
    failing: tenant(templates.mfaForAdmins, templates.mfaForAzureManagement),
    passing: tenant(templates.mfaForAllUsers),
    notApplicable: [defaults],
  },
  {
    check: 'm365/emergency-access-excluded',
    failing: tenant(
      excluding({ excludeUsers: [idOf(1)] }, templates.mfaForAllUsers),
      excluding({ excludeUsers: [idOf(2)] }, templates.blockLegacyAuthentication),
    ),
    passing: tenant(
      excluding(emergency, templates.mfaForAllUsers),
      excluding({ excludeUsers: [idOf(2)] }, templates.blockLegacyAuthentication),
      templates.mfaForAdmins,
      { ...templates.deviceCodeFlow, ...trial },
    ),
    notApplicable: [tenant(), tenant(templates.mfaForAdmins)],
  },
  {
    check: 'm365/trusted-locations-defined',
    failing: { resource: aTenant([], { locations: [] }) },
    passing: tenant(),
  },
  {
    check: 'm365/sign-in-locations-restricted',
    failing: tenant({ ...templates.mfaForAllUsers, conditions: untrusted }),
    passing: tenant({ grant: block, conditions: untrusted }),
  },
  {
    check: 'm365/conditional-access-policy-enforced',
    failing: { resource: aPolicy({ ...trial, modifiedDateTime: '2025-06-01T00:00:00Z' }) },
    passing: { resource: aPolicy() },
    alsoPassing: { 'a fresh trial': { resource: aPolicy({ ...trial, modifiedDateTime: '2025-12-20T00:00:00Z' }) } },
    alsoFailing: { 'a trial that never changed': { resource: aPolicy({ ...trial, modifiedDateTime: null }) } },
  },
  {
    check: 'm365/conditional-access-policy-has-targets',
    failing: { resource: aPolicy({ users: { includeUsers: ['None'] } }) },
    passing: { resource: aPolicy() },
    alsoFailing: { 'no applications': { resource: aPolicy({ applications: { includeApplications: ['None'] } }) } },
    alsoPassing: {
      workloads: { resource: aPolicy(workloads) },
      'a user action': { resource: aPolicy(templates.securingSecurityInfo) },
    },
    notApplicable: [{ resource: aPolicy({ users: {}, conditions: { agents: ['All'] } }) }],
  },
  {
    check: 'm365/conditional-access-policy-one-risk',
    failing: { resource: aPolicy({ conditions: { userRiskLevels: ['high'], signInRiskLevels: ['high'] } }) },
    passing: { resource: aPolicy(templates.riskyUsers) },
    notApplicable: [{ resource: aPolicy() }],
  },
  {
    check: 'm365/conditional-access-policy-approved-app-grant',
    failing: { resource: aPolicy({ grant: { operator: 'OR', builtInControls: ['approvedApplication'] } }) },
    passing: { resource: aPolicy() },
    alsoPassing: {
      'with its successor': {
        resource: aPolicy({
          grant: { operator: 'OR', builtInControls: ['approvedApplication', 'compliantApplication'] },
        }),
      },
    },
    notApplicable: [
      { resource: aPolicy({ state: 'disabled', grant: { operator: 'OR', builtInControls: ['approvedApplication'] } }) },
    ],
  },
  {
    check: 'm365/conditional-access-policy-mfa-not-optional',
    failing: { resource: aPolicy({ grant: { operator: 'OR', builtInControls: ['mfa'], termsOfUse: ['t'] } }) },
    passing: { resource: aPolicy({ grant: { operator: 'AND', builtInControls: ['mfa'], termsOfUse: ['t'] } }) },
    notApplicable: [{ resource: aPolicy({ grant: allDevices }) }, { resource: aPolicy({ state: 'disabled' }) }],
  },
  {
    check: 'm365/conditional-access-policy-references',
    failing: { resource: aPolicy(named), facets: { missing: [idOf(31)] } },
    passing: { resource: aPolicy(named), facets: { missing: [] } },
    alsoFailing: { 'an exclusion': { resource: aPolicy(named), facets: { missing: [idOf(32)] } } },
    notApplicable: [{ resource: aPolicy({ ...named, state: 'disabled' }), facets: { missing: [idOf(31)] } }],
  },
]
