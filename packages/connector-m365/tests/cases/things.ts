import type {
  Application,
  AppRoleAssignment,
  AuthenticationMethod,
  Domain,
  Group,
  Organization,
  PermissionGrant,
  RoleAssignment,
  RoleAssignmentSchedule,
  RoleHolder,
  RolePolicy,
  ServicePrincipal,
  User,
  UserRegistration,
  UserSignIn,
} from '../../src/index.ts'

/** Checks are run on the first day of 2026; this is so many days before. */
export function daysAgo(days: number): string {
  return new Date(Date.UTC(2026, 0, 1) - days * 86_400_000).toISOString()
}

export function aUser(changes: Partial<User> = {}): User {
  return {
    id: 'u-1',
    displayName: 'User 1',
    userPrincipalName: 'user-1@acme.example',
    accountEnabled: true,
    userType: 'Member',
    createdDateTime: daysAgo(400),
    onPremisesSyncEnabled: undefined,
    onPremisesLastSyncDateTime: undefined,
    onPremisesProvisioningErrors: [],
    passwordPolicies: undefined,
    lastPasswordChangeDateTime: daysAgo(10),
    legalAgeGroupClassification: undefined,
    proxyAddresses: ['SMTP:user-1@acme.example', 'smtp:user-1@acme.onmicrosoft.com'],
    externalUserState: undefined,
    ...changes,
  }
}

export function aGuest(changes: Partial<User> = {}): User {
  return aUser({
    userType: 'Guest',
    userPrincipalName: 'user-2_example.net#EXT#@acme.onmicrosoft.com',
    externalUserState: 'Accepted',
    ...changes,
  })
}

export function aSignIn(days: number | undefined, changes: Partial<UserSignIn> = {}): UserSignIn {
  const { id, displayName, userPrincipalName, accountEnabled, userType, externalUserState, createdDateTime } = aUser()
  const last = days === undefined ? undefined : daysAgo(days)
  return {
    id,
    displayName,
    userPrincipalName,
    accountEnabled,
    userType,
    externalUserState,
    createdDateTime,
    signInActivity:
      last === undefined
        ? undefined
        : {
            lastSignInDateTime: last,
            lastNonInteractiveSignInDateTime: undefined,
            lastSuccessfulSignInDateTime: undefined,
          },
    ...changes,
  }
}

export function aRegistration(changes: Partial<UserRegistration> = {}): UserRegistration {
  return {
    id: 'u-1',
    userDisplayName: 'User 1',
    userPrincipalName: 'user-1@acme.example',
    userType: 'member',
    isAdmin: false,
    isMfaCapable: true,
    isMfaRegistered: true,
    methodsRegistered: ['microsoftAuthenticatorPush'],
    ...changes,
  }
}

export function aMethod(kind: string, changes: Partial<AuthenticationMethod> = {}): AuthenticationMethod {
  return {
    id: 'method-1',
    type: `#microsoft.graph.${kind}AuthenticationMethod`,
    attestationLevel: undefined,
    model: undefined,
    keyStrength: undefined,
    isUsable: undefined,
    isUsableOnce: undefined,
    lifetimeInMinutes: undefined,
    ...changes,
  }
}

export function aGroup(changes: Partial<Group> = {}): Group {
  return {
    id: 'g-1',
    displayName: 'Group 1',
    groupTypes: ['Unified'],
    visibility: 'Private',
    securityEnabled: false,
    membershipRule: undefined,
    membershipRuleProcessingState: undefined,
    isAssignableToRole: undefined,
    onPremisesProvisioningErrors: [],
    ...changes,
  }
}

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
export const exchangeAdministrator = '29232cdf-9323-42fd-ade2-1d097af3e4de'
export const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'

export function anAssignment(changes: Partial<RoleAssignment> = {}): RoleAssignment {
  return {
    id: 'a-1',
    roleDefinitionId: globalAdministrator,
    principalId: 'u-1',
    directoryScopeId: '/',
    principal: { id: 'u-1', kind: 'user', name: 'user-1@acme.example' },
    ...changes,
  }
}

export function aHolder(changes: Partial<RoleHolder> = {}): RoleHolder {
  return {
    id: 'u-1',
    userPrincipalName: 'user-1@acme.onmicrosoft.com',
    userType: 'Member',
    externalUserState: undefined,
    accountEnabled: true,
    onPremisesSyncEnabled: undefined,
    services: ['AADPremiumService'],
    ...changes,
  }
}

export function aSchedule(changes: Partial<RoleAssignmentSchedule> = {}): RoleAssignmentSchedule {
  return { ...anAssignment(), assignmentType: 'Activated', memberType: 'Direct', endDateTime: daysAgo(-1), ...changes }
}

export function aRolePolicy(changes: Partial<RolePolicy> = {}): RolePolicy {
  return {
    id: 'DirectoryRole_1',
    roleDefinitionId: globalAdministrator,
    approvalRequired: true,
    activationTakes: ['MultiFactorAuthentication', 'Justification'],
    authenticationContext: false,
    toldOfActivation: ['alerts@acme.example'],
    toldOfAssignment: ['alerts@acme.example'],
    toldOfEligibility: ['alerts@acme.example'],
    ...changes,
  }
}

export function anApplication(changes: Partial<Application> = {}): Application {
  return {
    id: 'app-1',
    appId: '11111111-2222-3333-4444-555555555555',
    displayName: 'Payroll',
    createdDateTime: daysAgo(300),
    signInAudience: 'AzureADMyOrg',
    disabledByMicrosoftStatus: undefined,
    passwordCredentials: [],
    keyCredentials: [],
    certification: undefined,
    redirectUris: [],
    issuesImplicitAccessTokens: false,
    issuesImplicitIdTokens: false,
    instanceLock: undefined,
    ...changes,
  }
}

export function aCredential(from: number, left: number): Application['passwordCredentials'][number] {
  return { keyId: 'key-1', displayName: 'build', startDateTime: daysAgo(from), endDateTime: daysAgo(-left) }
}

export function aServicePrincipal(changes: Partial<ServicePrincipal> = {}): ServicePrincipal {
  return {
    id: 'sp-1',
    appId: '11111111-2222-3333-4444-555555555555',
    displayName: 'Notes',
    accountEnabled: true,
    origin: 'other',
    appRoleAssignmentRequired: true,
    servicePrincipalType: 'Application',
    disabledByMicrosoftStatus: undefined,
    preferredSingleSignOnMode: undefined,
    verifiedPublisher: 'Example Publisher',
    passwordCredentials: [],
    keyCredentials: [],
    ...changes,
  }
}

export function aRoleGrant(permission: string | undefined): AppRoleAssignment {
  return {
    id: 'grant-1',
    principalId: 'sp-1',
    principalName: 'Notes',
    permission,
    resourceName: 'Microsoft Graph',
    createdDateTime: daysAgo(100),
  }
}

export function aGrant(consentType: string, ...scopes: string[]): PermissionGrant {
  const principalId = consentType === 'Principal' ? 'u-1' : undefined
  return { id: 'consent-1', clientId: 'sp-1', consentType, principalId, resourceId: 'sp-graph', scopes }
}

export function aDomain(changes: Partial<Domain> = {}): Domain {
  return {
    id: 'acme.example',
    isVerified: true,
    isInitial: false,
    isRoot: true,
    authenticationType: 'Managed',
    supportedServices: ['Email'],
    passwordValidityPeriodInDays: 2_147_483_647,
    ...changes,
  }
}

export function anOrganization(changes: Partial<Organization> = {}): Organization {
  return {
    id: 'tenant-1',
    displayName: 'Acme',
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: daysAgo(0.1),
    technicalNotificationMails: ['it@acme.example'],
    ...changes,
  }
}
