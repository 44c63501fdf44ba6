import {
  block,
  everyone,
  everything,
  mfa,
  phishingResistant,
  type RawPolicy,
  templateAdminRoles,
} from './conditional-access-policies.ts'

/**
 * Policies that Microsoft publishes as templates, by what they are for.
 * @see https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policy-common
 */
export const templates = {
  blockLegacyAuthentication: {
    users: everyone,
    applications: everything,
    conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
    grant: block,
  },
  mfaForAdmins: { users: { includeRoles: templateAdminRoles }, applications: everything, grant: mfa },
  phishingResistantForAdmins: {
    users: { includeRoles: templateAdminRoles },
    applications: everything,
    grant: phishingResistant,
  },
  mfaForAllUsers: { users: everyone, applications: everything, grant: mfa },
  mfaForAzureManagement: {
    users: everyone,
    applications: { includeApplications: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'] },
    grant: mfa,
  },
  mfaForAdminPortals: {
    users: { includeRoles: templateAdminRoles },
    applications: { includeApplications: ['MicrosoftAdminPortals'] },
    grant: mfa,
  },
  mfaForGuests: {
    users: {
      includeGuestsOrExternalUsers: {
        guestOrExternalUserTypes:
          'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider',
        externalTenants: {
          '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
          membershipKind: 'all',
        },
      },
    },
    applications: everything,
    grant: mfa,
  },
  securingSecurityInfo: {
    users: { ...everyone, excludeGuestsOrExternalUsers: null },
    applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
    conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
    grant: mfa,
  },
  compliantDevice: {
    users: everyone,
    applications: everything,
    grant: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
  },
  compliantDeviceOrMfa: {
    users: everyone,
    applications: everything,
    grant: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice', 'mfa'] },
  },
  riskySignIns: {
    users: everyone,
    applications: everything,
    conditions: { signInRiskLevels: ['high', 'medium'] },
    grant: mfa,
    session: { signInFrequency: { isEnabled: true, frequencyInterval: 'everyTime', type: null, value: null } },
  },
  riskyUsers: {
    users: everyone,
    applications: everything,
    conditions: { userRiskLevels: ['high'] },
    grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] },
  },
  unknownPlatforms: {
    users: everyone,
    applications: everything,
    conditions: {
      platforms: {
        includePlatforms: ['all'],
        excludePlatforms: ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux'],
      },
    },
    grant: block,
  },
  noPersistentBrowser: {
    users: everyone,
    applications: everything,
    conditions: {
      devices: {
        deviceFilter: { mode: 'include', rule: 'device.trustType -ne "ServerAD" -or device.isCompliant -ne True' },
      },
    },
    grant: null,
    session: {
      signInFrequency: { isEnabled: true, frequencyInterval: 'timeBased', type: 'hours', value: 1 },
      persistentBrowser: { isEnabled: true, mode: 'never' },
    },
  },
  applicationEnforcedRestrictions: {
    users: everyone,
    applications: { includeApplications: ['Office365'] },
    grant: null,
    session: { applicationEnforcedRestrictions: { isEnabled: true } },
  },
  deviceCodeFlow: {
    users: everyone,
    applications: everything,
    conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } },
    grant: block,
  },
  insiderRisk: {
    users: everyone,
    applications: { includeApplications: ['Office365'] },
    conditions: { insiderRiskLevels: 'elevated' },
    grant: block,
  },
} as const satisfies Readonly<Record<string, RawPolicy>>
