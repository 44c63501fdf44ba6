import type { Partition } from '@opencasb/core'
import { permissionBits } from '../../src/resources/access/permission-bits.ts'
import {
  aDelegateGroup,
  aFrozenLogin,
  aGroup,
  aHolding,
  anAdministrator,
  aSource,
  aUser,
  byProfile,
  someObjectAccess,
  someRights,
} from './access-things.ts'
import type { CheckCase } from './check-case.ts'

const org: Partition = {
  key: '00D000000000001AAA',
  name: 'acme',
  asset: { kind: 'organization', id: '00D000000000001AAA', name: 'acme' },
}

const allowed = { params: { allowed: ['USER-1@acme.example'] } }
const tooManyToAllow = Array.from({ length: 11 }, (_, at) => at)

function boundedCase(id: string, permission: string): CheckCase {
  const one = aUser([permission])
  return {
    check: `salesforce/${id}-holders-bounded`,
    failing: { resources: tooManyToAllow.map((at) => aUser([permission], { id: `005${at}` })), partition: org },
    passing: { resources: [one, aUser(['PasswordNeverExpires']), aUser()], partition: org },
  }
}

/** Cases of a permission that administrators may have, or that nobody may. */
function permissionCase(id: string, permission: string, options: { exists?: true; administrators?: true }): CheckCase {
  const facets = options.exists ? { facets: { exists: true } } : {}
  return {
    check: `salesforce/${id}`,
    failing: { resource: aUser([permission]), ...facets },
    passing: {
      resource: options.administrators
        ? anAdministrator({
            access: aUser([byProfile(['ModifyAllData', 'ManageUsers', 'CustomizeApplication', permission])]).access,
          })
        : aUser(),
      ...facets,
    },
    notApplicable: [{ resource: aUser([permission]), ...facets, ...allowed }],
  }
}

const userCases: readonly CheckCase[] = [
  {
    check: 'salesforce/shadow-administrator',
    failing: { resource: aUser(['AssignPermissionSets']) },
    passing: { resource: aUser(['ViewAllData']) },
    notApplicable: [
      { resource: anAdministrator() },
      { resource: aUser(['ModifyAllData']), ...allowed },
      { resource: aUser(['ModifyAllData'], { userType: 'PowerPartner' }) },
      { resource: aUser(['ModifyAllData', 'ApiUserOnly']) },
    ],
  },
  {
    check: 'salesforce/super-administrators-bounded',
    failing: { resources: tooManyToAllow.map((at) => anAdministrator({ id: `005${at}` })), partition: org },
    passing: {
      resources: [...tooManyToAllow.map(() => aUser(['ViewAllData', 'ModifyAllData'])), anAdministrator()],
      partition: org,
    },
  },
  boundedCase('modify-all-data', 'ModifyAllData'),
  boundedCase('view-all-data', 'ViewAllData'),
  boundedCase('manage-users', 'ManageUsers'),
  boundedCase('author-apex', 'AuthorApex'),
  boundedCase('customize-application', 'CustomizeApplication'),
  boundedCase('modify-metadata', 'ModifyMetadata'),
  boundedCase('manage-permissions', 'ManageProfilesPermissionsets'),
  boundedCase('assign-permission-sets', 'AssignPermissionSets'),
  {
    check: 'salesforce/guest-user-permission',
    failing: { resource: aUser(['ApiEnabled'], { userType: 'Guest' }) },
    passing: { resource: aUser([], { userType: 'Guest' }) },
    notApplicable: [{ resource: aUser(['ApiEnabled']) }],
  },
  {
    check: 'salesforce/external-user-permission',
    failing: { resource: aUser(['ViewAllData'], { userType: 'CspLitePortal' }) },
    passing: { resource: aUser(['PasswordNeverExpires'], { userType: 'PowerPartner' }) },
    notApplicable: [
      { resource: aUser(['ViewAllData']) },
      { resource: aUser(['ViewAllData'], { userType: 'Guest' }) },
      { resource: aUser(['ViewAllData'], { userType: 'PowerPartner' }), ...allowed },
    ],
  },
  {
    check: 'salesforce/integration-user-permission',
    failing: { resource: aUser(['ApiUserOnly', 'ModifyAllData']) },
    passing: { resource: aUser(['ApiUserOnly']) },
    notApplicable: [
      { resource: aUser(['ModifyAllData']) },
      { resource: aUser(['ApiUserOnly', 'ModifyAllData']), ...allowed },
    ],
  },
  permissionCase('mfa-waived', 'BypassMFAForUiLogins', { exists: true }),
  permissionCase('device-activation-skipped', 'SkipIdentityConfirmation', { exists: true }),
  permissionCase('uninstalled-apps-approved', 'CanApproveUninstalledApps', { exists: true, administrators: true }),
  permissionCase('any-api-client-used', 'UseAnyApiClient', { exists: true, administrators: true }),
  permissionCase('any-api-sign-in-used', 'UseAnyApiAuth', { exists: true }),
  permissionCase('password-never-expires', 'PasswordNeverExpires', {}),
  permissionCase('weekly-export-restricted', 'DataExport', { administrators: true }),
  permissionCase('hard-delete-restricted', 'BulkApiHardDelete', {}),
  permissionCase('encryption-keys-restricted', 'ManageEncryptionKeys', { exists: true, administrators: true }),
  permissionCase('connected-apps-restricted', 'ManageRemoteAccess', { administrators: true }),
  permissionCase('client-secrets-restricted', 'ViewClientSecret', { exists: true, administrators: true }),
  permissionCase('second-factors-managed', 'DelegatedTwoFactor', { administrators: true }),
  permissionCase('passwords-reset-restricted', 'ResetPasswords', { administrators: true }),
  permissionCase('transaction-security-exempt', 'TransactionSecurityExempt', { exists: true }),
  permissionCase('all-files-queried', 'QueryAllFiles', { administrators: true }),
  {
    check: 'salesforce/toxic-permission-combination',
    failing: { resource: aUser(['DataExport', 'BulkApiHardDelete']) },
    passing: { resource: aUser(['DataExport', 'AuthorApex', 'ViewAllData']) },
    notApplicable: [{ resource: anAdministrator() }, { resource: aUser(['AuthorApex', 'ModifyMetadata']), ...allowed }],
  },
  {
    check: 'salesforce/dormant-privileged-user',
    failing: { resource: aUser(['ManageUsers'], { lastLoginAt: Date.parse('2025-09-01T00:00:00Z') }) },
    passing: { resource: aUser(['ManageUsers']) },
    notApplicable: [
      { resource: aUser(['ViewAllData'], { lastLoginAt: 0 }) },
      { resource: aUser(['ManageUsers'], { lastLoginAt: 0, userType: 'Guest' }) },
    ],
  },
  {
    check: 'salesforce/frozen-privileged-user',
    failing: { resource: aFrozenLogin(), lookups: { powers: { '005000000000001AAA': aUser(['ManageUsers']) } } },
    passing: { resource: aFrozenLogin(), lookups: { powers: {} } },
  },
  {
    check: 'salesforce/full-control-expires',
    failing: { resource: aUser(['AuthorApex']) },
    passing: { resource: aUser([aHolding(['AuthorApex'], { expiresAt: Date.parse('2026-02-01T00:00:00Z') })]) },
    notApplicable: [{ resource: anAdministrator() }, { resource: aUser(['AuthorApex']), ...allowed }],
  },
  {
    check: 'salesforce/full-control-on-activation',
    failing: { resource: aUser([aHolding(['ModifyAllData'], { needsActivation: true })]) },
    passing: { resource: aUser([aHolding(['ModifyAllData'])]) },
    notApplicable: [{ resource: aUser([aHolding(['ModifyAllData'], { needsActivation: true })]), ...allowed }],
  },
]

const powerful = aSource({ permissions: permissionBits('ManageUsers') })
const profile = (permissions: readonly string[], changes: Parameters<typeof aSource>[0] = {}): object =>
  aSource({
    kind: 'profile',
    name: 'Sales',
    profileUserType: 'Standard',
    permissions: permissionBits(...permissions),
    ...changes,
  })
const none = { unassigned: {}, grouped: {} }

const sourceCases: readonly CheckCase[] = [
  {
    check: 'salesforce/powerful-permission-set-narrow',
    failing: { resource: powerful, lookups: { holders: { [powerful.id]: { standing: 5, temporary: 1 } } } },
    passing: { resource: powerful, lookups: { holders: { [powerful.id]: { standing: 3, temporary: 2 } } } },
    notApplicable: [{ resource: profile(['ManageUsers']), lookups: { holders: {} } }],
  },
  {
    check: 'salesforce/permission-set-used',
    failing: { resource: powerful, lookups: { ...none, unassigned: { [powerful.id]: true } } },
    passing: { resource: powerful, lookups: none },
    notApplicable: [
      { resource: profile([]), lookups: none },
      { resource: aSource({ namespace: 'pkg' }), lookups: none },
      { resource: aSource({ custom: false }), lookups: none },
    ],
  },
  {
    check: 'salesforce/custom-profile-narrow',
    failing: { resource: profile(['ManageUsers']) },
    passing: { resource: profile(['ViewAllData', 'ApiEnabled']) },
    notApplicable: [
      { resource: powerful },
      { resource: profile(['ManageUsers'], { custom: false }) },
      { resource: profile(['ModifyAllData', 'ManageUsers', 'CustomizeApplication']) },
    ],
  },
  {
    check: 'salesforce/external-profile-narrow',
    failing: { resource: profile(['ViewAllData'], { profileUserType: 'PowerPartner' }) },
    passing: { resource: profile(['ApiEnabled'], { profileUserType: 'PowerPartner' }) },
    notApplicable: [{ resource: powerful }, { resource: profile(['ViewAllData']) }],
  },
  {
    check: 'salesforce/api-enabled-by-permission-set',
    failing: { resource: profile(['ApiEnabled']), lookups: { unassigned: {} } },
    passing: { resource: profile([]), lookups: { unassigned: {} } },
    notApplicable: [
      { resource: powerful, lookups: { unassigned: {} } },
      { resource: profile(['ApiEnabled', 'ApiUserOnly']), lookups: { unassigned: {} } },
      {
        resource: profile(['ApiEnabled', 'ModifyAllData', 'ManageUsers', 'CustomizeApplication']),
        lookups: { unassigned: {} },
      },
      { resource: profile(['ApiEnabled'], { id: 'p' }), lookups: { unassigned: { p: true } } },
    ],
  },
  {
    check: 'salesforce/packaged-permission-set-narrow',
    failing: { resource: aSource({ namespace: 'pkg', permissions: permissionBits('AuthorApex') }), lookups: none },
    passing: { resource: aSource({ namespace: 'pkg', permissions: permissionBits('ViewAllData') }), lookups: none },
    notApplicable: [
      { resource: powerful, lookups: none },
      {
        resource: aSource({ id: 's', namespace: 'pkg', permissions: permissionBits('AuthorApex') }),
        lookups: { ...none, unassigned: { s: true } },
      },
    ],
  },
  {
    check: 'salesforce/permission-set-group-calculated',
    failing: { resource: aGroup({ status: 'Failed' }) },
    passing: { resource: aGroup({ status: 'Updating' }) },
  },
  {
    check: 'salesforce/delegated-login-access-off',
    failing: { resource: aDelegateGroup({ loginAccess: true }) },
    passing: { resource: aDelegateGroup() },
  },
]

const objectCases: readonly CheckCase[] = [
  {
    check: 'salesforce/guest-objects-read-only',
    failing: { resource: someObjectAccess(someRights({ read: true, edit: true })) },
    passing: { resource: someObjectAccess(someRights({ read: true, create: true })) },
  },
  {
    check: 'salesforce/guest-objects-not-created',
    failing: { resource: someObjectAccess(someRights({ read: true, create: true })) },
    passing: {
      resource: someObjectAccess(someRights({ object: 'Case', read: true, create: true })),
      params: { allowed: ['Case'] },
    },
  },
  {
    check: 'salesforce/guest-objects-not-read',
    failing: { resource: someObjectAccess(someRights({ read: true })) },
    passing: {
      resource: someObjectAccess(someRights({ object: 'Knowledge__kav', read: true })),
      params: { allowed: ['Knowledge__kav'] },
    },
  },
  {
    check: 'salesforce/objects-modify-all',
    failing: { resource: someObjectAccess(someRights({ viewAll: true, modifyAll: true })) },
    passing: { resource: someObjectAccess(someRights({ viewAll: true })) },
  },
  {
    check: 'salesforce/objects-view-all',
    failing: { resource: someObjectAccess(someRights({ viewAll: true })) },
    passing: { resource: someObjectAccess(someRights({ viewAll: true, modifyAll: true })) },
  },
]

/** Cases of the checks of who may do what. */
export const accessCases: readonly CheckCase[] = [...userCases, ...sourceCases, ...objectCases]
