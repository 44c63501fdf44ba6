import type { TenantCare } from './conditional-access.ts'

/** Everything of a tenant of which there is one, as Graph answers it. */
export interface TenantPolicySettings {
  securityDefaults: { readonly isEnabled: boolean }
  authorization: {
    readonly defaultUserRolePermissions: Readonly<Record<string, unknown>>
    readonly [setting: string]: unknown
  }
  authenticationMethods: Readonly<Record<string, unknown>>
  /** What only the beta version has of them. */
  authenticationMethodsPreview: Readonly<Record<string, unknown>>
  adminConsent: Readonly<Record<string, unknown>>
  authenticationFlows: Readonly<Record<string, unknown>>
  crossTenantAccess: Readonly<Record<string, unknown>>
  deviceRegistration: Readonly<Record<string, unknown>>
  externalIdentities: Readonly<Record<string, unknown>>
  appManagement: Readonly<Record<string, unknown>>
  groupSettings: readonly object[]
  timeouts: readonly object[]
  invitationDomains: readonly object[]
  permissionGrantPolicies: readonly object[]
}

const allUsers = { targetType: 'group', id: 'all_users', isRegistrationRequired: false }
const nobody = { targetType: 'group', id: '00000000-0000-0000-0000-000000000000' }

/** Makes the settings of a tenant: all strict, or all as an attacker would like them. */
export function makeTenantPolicySettings(care: TenantCare): TenantPolicySettings {
  const strict = care === 'thorough'
  const delivered = care === 'delivered'
  return {
    securityDefaults: { isEnabled: delivered },
    authorization: authorization(strict),
    authenticationMethods: authenticationMethods(care),
    authenticationMethodsPreview: {
      systemCredentialPreferences: {
        state: strict ? 'enabled' : 'disabled',
        includeTargets: [allUsers],
        excludeTargets: [],
      },
      reportSuspiciousActivitySettings: {
        state: strict ? 'enabled' : 'default',
        includeTarget: { targetType: 'group', id: 'all_users' },
        voiceReportingCode: 0,
      },
    },
    adminConsent: {
      isEnabled: care !== 'reporting',
      notifyReviewers: strict,
      remindersEnabled: strict,
      requestDurationInDays: strict ? 14 : 60,
      version: 1,
      reviewers: strict ? [{ query: '/v1.0/users/reviewers', queryType: 'MicrosoftGraph', queryRoot: null }] : [],
    },
    authenticationFlows: {
      id: 'authenticationFlowsPolicy',
      displayName: 'Authentication flows policy',
      selfServiceSignUp: { isEnabled: !strict },
    },
    crossTenantAccess: crossTenantAccess(strict),
    deviceRegistration: deviceRegistration(strict),
    externalIdentities: {
      id: 'externalidentitiespolicy',
      displayName: 'External identities policy',
      allowExternalIdentitiesToLeave: strict,
      allowDeletedIdentitiesDataRemoval: false,
    },
    appManagement: appManagement(care),
    groupSettings: delivered ? [] : groupSettings(strict),
    timeouts: timeouts(care),
    invitationDomains: strict ? [invitations(['partner.example'])] : [],
    permissionGrantPolicies: grantPolicies(strict),
  }
}

function authorization(strict: boolean): TenantPolicySettings['authorization'] {
  return {
    id: 'authorizationPolicy',
    displayName: 'Authorization Policy',
    allowInvitesFrom: strict ? 'adminsAndGuestInviters' : 'everyone',
    guestUserRoleId: strict ? '2af84b1e-32c8-42b7-82bc-daa82404023b' : 'a0b1b346-4d3e-4e8b-98f8-753987be4970',
    allowedToSignUpEmailBasedSubscriptions: !strict,
    allowEmailVerifiedUsersToJoinOrganization: !strict,
    allowedToUseSSPR: !strict,
    blockMsolPowerShell: strict,
    allowUserConsentForRiskyApps: strict ? null : true,
    defaultUserRolePermissions: {
      allowedToCreateApps: !strict,
      allowedToCreateTenants: !strict,
      allowedToCreateSecurityGroups: !strict,
      allowedToReadOtherUsers: strict,
      allowedToReadBitlockerKeysForOwnedDevice: !strict,
      permissionGrantPoliciesAssigned: strict
        ? []
        : [
            'ManagePermissionGrantsForSelf.microsoft-user-default-legacy',
            'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team',
          ],
    },
  }
}

function authenticationMethods(care: TenantCare): Readonly<Record<string, unknown>> {
  const strict = care === 'thorough'
  // A leaky tenant offers good methods, without asking much of them; others do not offer them.
  const offered = strict || care === 'leaky'
  const onOff = (on: boolean): string => (on ? 'enabled' : 'disabled')
  const method = (id: string, on: boolean, more: object = {}): object => ({
    '@odata.type': `#microsoft.graph.${id.charAt(0).toLowerCase()}${id.slice(1)}AuthenticationMethodConfiguration`,
    id,
    state: onOff(on),
    includeTargets: [allUsers],
    excludeTargets: [],
    ...more,
  })
  const feature = {
    state: strict ? 'enabled' : 'default',
    includeTarget: { targetType: 'group', id: 'all_users' },
    excludeTarget: nobody,
  }
  return {
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    policyVersion: '1.5',
    reconfirmationInDays: null,
    lastModifiedDateTime: '2025-01-01T00:00:00Z',
    policyMigrationState: strict ? 'migrationComplete' : 'migrationInProgress',
    registrationEnforcement: {
      authenticationMethodsRegistrationCampaign: {
        snoozeDurationInDays: 1,
        state: strict ? 'enabled' : 'disabled',
        includeTargets: [
          { targetType: 'group', id: 'all_users', targetedAuthenticationMethod: 'microsoftAuthenticator' },
        ],
        excludeTargets: [],
      },
    },
    authenticationMethodConfigurations: [
      method('Sms', !strict),
      method('Voice', !strict, { isOfficePhoneAllowed: false }),
      method('Email', !strict, { allowExternalIdToUseEmailOtp: 'default' }),
      method('MicrosoftAuthenticator', offered, {
        isSoftwareOathEnabled: !strict,
        featureSettings: {
          displayAppInformationRequiredState: feature,
          displayLocationInformationRequiredState: feature,
        },
      }),
      method('Fido2', offered, {
        isAttestationEnforced: strict,
        isSelfServiceRegistrationAllowed: strict,
        keyRestrictions: { isEnforced: strict, enforcementType: 'allow', aaGuids: [] },
      }),
      method('TemporaryAccessPass', offered, {
        defaultLifetimeInMinutes: 60,
        defaultLength: 8,
        minimumLifetimeInMinutes: 60,
        maximumLifetimeInMinutes: 480,
        isUsableOnce: strict,
      }),
    ],
  }
}

function crossTenantAccess(strict: boolean): Readonly<Record<string, unknown>> {
  const access = (allowed: boolean): object => ({
    usersAndGroups: {
      accessType: allowed ? 'allowed' : 'blocked',
      targets: [{ target: 'AllUsers', targetType: 'user' }],
    },
    applications: {
      accessType: allowed ? 'allowed' : 'blocked',
      targets: [{ target: 'AllApplications', targetType: 'application' }],
    },
  })
  return {
    id: 'default',
    isServiceDefault: false,
    inboundTrust: {
      isMfaAccepted: false,
      isCompliantDeviceAccepted: false,
      isHybridAzureADJoinedDeviceAccepted: false,
    },
    b2bCollaborationInbound: access(true),
    b2bCollaborationOutbound: access(!strict),
    b2bDirectConnectInbound: access(!strict),
    b2bDirectConnectOutbound: access(!strict),
    tenantRestrictions: { devices: null, ...access(!strict) },
  }
}

function deviceRegistration(strict: boolean): Readonly<Record<string, unknown>> {
  const who = (everybody: boolean): object => ({
    '@odata.type': everybody
      ? '#microsoft.graph.allDeviceRegistrationMembership'
      : '#microsoft.graph.noDeviceRegistrationMembership',
  })
  return {
    id: 'deviceRegistrationPolicy',
    displayName: 'Device Registration Policy',
    description: 'Tenant-wide policy of what devices may be registered',
    userDeviceQuota: strict ? 10 : 50,
    multiFactorAuthConfiguration: 'notRequired',
    azureADRegistration: { isAdminConfigurable: false, allowedToRegister: who(true) },
    azureADJoin: {
      isAdminConfigurable: true,
      allowedToJoin: who(!strict),
      localAdmins: { enableGlobalAdmins: !strict, registeringUsers: who(!strict) },
    },
    localAdminPassword: { isEnabled: strict },
  }
}

function appManagement(care: TenantCare): Readonly<Record<string, unknown>> {
  const strict = care === 'thorough'
  const limit = (restrictionType: string, maxLifetime: string | null): object => ({
    restrictionType,
    maxLifetime,
    state: 'enabled',
    restrictForAppsCreatedAfterDateTime: '2020-01-01T00:00:00Z',
  })
  const lifetimes = [limit('passwordLifetime', care === 'leaky' ? 'P2Y' : 'P90D')]
  return {
    id: '00000000-0000-0000-0000-000000000000',
    displayName: 'Default app management tenant policy',
    isEnabled: care !== 'delivered',
    applicationRestrictions: {
      passwordCredentials: strict
        ? [limit('passwordAddition', null), limit('customPasswordAddition', null), ...lifetimes]
        : lifetimes,
      keyCredentials: [limit('asymmetricKeyLifetime', strict ? 'P180D' : 'P1095D')],
    },
    servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
  }
}

function groupSettings(strict: boolean): readonly object[] {
  const setting = (templateId: string, displayName: string, values: Readonly<Record<string, string>>): object => ({
    id: templateId.replace(/^./, 'f'),
    displayName,
    templateId,
    values: Object.entries(values).map(([name, value]) => ({ name, value })),
  })
  return [
    setting('62375ab9-6b52-47ed-826b-58e47e0e304b', 'Group.Unified', {
      EnableGroupCreation: String(!strict),
      AllowGuestsToBeGroupOwner: String(!strict),
      AllowGuestsToAccessGroups: String(!strict),
    }),
    setting('5cf42378-d67d-4f36-ba46-e8b86229381d', 'Password Rule Settings', {
      EnableBannedPasswordCheck: String(strict),
      BannedPasswordList: strict ? 'acme\tanvil' : '',
      EnableBannedPasswordCheckOnPremises: 'True',
      BannedPasswordCheckOnPremisesMode: strict ? 'Enforce' : 'Audit',
      LockoutThreshold: strict ? '10' : '50',
      LockoutDurationInSeconds: strict ? '120' : '10',
    }),
    setting('dffd5d46-495d-40a9-8e21-954ff55e198a', 'Consent Policy Settings', {
      EnableGroupSpecificConsent: String(!strict),
    }),
  ]
}

function timeouts(care: TenantCare): readonly object[] {
  if (care === 'delivered' || care === 'reporting') return []
  const timeout = care === 'thorough' ? '01:00:00' : '1.00:00:00'
  return [
    {
      id: '00000000-0000-4000-8000-0000000000a1',
      displayName: 'Idle sessions',
      isOrganizationDefault: true,
      definition: [
        JSON.stringify({
          ActivityBasedTimeoutPolicy: {
            Version: 1,
            ApplicationPolicies: [{ ApplicationId: 'default', WebSessionIdleTimeout: timeout }],
          },
        }),
      ],
    },
  ]
}

function invitations(allowed: readonly string[]): object {
  return {
    id: '00000000-0000-4000-8000-0000000000b2',
    displayName: 'B2BManagementPolicy',
    isOrganizationDefault: true,
    definition: [
      JSON.stringify({
        B2BManagementPolicy: {
          InvitationsAllowedAndBlockedDomainsPolicy: { AllowedDomains: allowed, BlockedDomains: [] },
          AutoRedeemPolicy: { AdminConsentedForUsersIntoTenantIds: [] },
        },
      }),
    ],
  }
}

function grantPolicies(strict: boolean): readonly object[] {
  const rule = {
    id: '00000000-0000-4000-8000-0000000000c3',
    permissionClassification: 'all',
    permissionType: 'delegated',
    resourceApplication: 'any',
    permissions: ['all'],
    clientApplicationIds: ['all'],
    clientApplicationTenantIds: ['all'],
    clientApplicationPublisherIds: ['all'],
    clientApplicationsFromVerifiedPublisherOnly: false,
  }
  return [
    { id: 'microsoft-user-default-legacy', displayName: 'Default user consent', includes: [rule], excludes: [] },
    {
      id: 'acme-consent',
      displayName: 'Consent at Acme',
      includes: [{ ...rule, clientApplicationsFromVerifiedPublisherOnly: strict }],
      excludes: [],
    },
  ]
}
