import type { Permission, PermissionTier } from './permission.ts'

/** Rows of a tier: name, label, what its holder can do. */
type Rows = readonly (readonly [name: string, label: string, reason: string])[]

const everything: Rows = [
  ['ModifyAllData', 'Modify All Data', 'changes and deletes every record, whatever sharing says'],
  ['AuthorApex', 'Author Apex', 'writes code that runs with the rights of the system'],
  ['CustomizeApplication', 'Customize Application', 'changes every setting, the security settings among them'],
  ['ModifyMetadata', 'Modify Metadata Through Metadata API Functions', 'deploys settings, profiles and code'],
  ['ManageUsers', 'Manage Users', 'makes users, gives them any profile and resets their passwords'],
  [
    'ManageProfilesPermissionsets',
    'Manage Profiles and Permission Sets',
    'writes any permission into a profile or set',
  ],
  ['AssignPermissionSets', 'Assign Permission Sets', 'gives any permission set to anybody, to itself too'],
  ['ManageAuthProviders', 'Manage Auth. Providers', 'adds an identity provider that can sign in as any user'],
]

const identities: Rows = [
  ['ManageInternalUsers', 'Manage Internal Users', 'makes and changes internal users'],
  ['ResetPasswords', 'Reset User Passwords and Unlock Users', 'sends new passwords, which can take an account over'],
  ['ManagePasswordPolicies', 'Manage Password Policies', 'weakens the passwords of the whole organisation'],
  ['ManageLoginAccessPolicies', 'Manage Login Access Policies', 'decides who may log in as somebody else'],
  ['ManageIpAddresses', 'Manage IP Addresses', 'opens the network ranges from which users may log in'],
  ['ManageTwoFactor', 'Manage Multi-Factor Authentication in API', 'registers and removes second factors of others'],
  [
    'DelegatedTwoFactor',
    'Manage Multi-Factor Authentication in User Interface',
    'removes second factors of others, and makes temporary codes for them',
  ],
  // Not in older descriptions: https://developer.salesforce.com/docs/atlas.en-us.sfFieldRef.meta/sfFieldRef/salesforce_field_reference_PermissionSet.htm
  ['BypassMFAForUiLogins', 'Waive Multi-Factor Authentication for Exempt Users', 'logs in with nothing but a password'],
  ['SkipIdentityConfirmation', 'Skip Device Activation at Login', 'logs in from an unknown device without a code'],
  [
    'ManageSessionPermissionSets',
    'Manage Session Permission Set Activations',
    'switches on permission sets that wait for a session',
  ],
  ['CanDoActAsUser', 'Act As User', "works under another user's name"],
  ['ManageRemoteAccess', 'Manage Connected Apps', 'lets applications in, and decides what they may do'],
  [
    'CanApproveUninstalledApps',
    'Approve Uninstalled Connected Apps',
    'lets in applications that nobody has installed or vetted',
  ],
  // There only with API Access Control: https://help.salesforce.com/s/articleView?id=xcloud.shr_use_any_api_restriction.htm
  ['UseAnyApiClient', 'Use Any API Client', 'calls the API with any application, past API Access Control'],
  ['UseAnyApiAuth', 'Use Any API Auth', 'signs in to the API in old ways that take a password'],
  ['ManageCertificates', 'Manage Certificates', 'replaces the keys that single sign-on and integrations trust'],
  [
    'ManageNamedCredentials',
    'Allows users to modify Named Credentials and External Credentials',
    'points stored credentials at other servers',
  ],
  [
    'ViewClientSecret',
    'View External Client App Consumer Secrets in Metadata',
    'reads the secrets with which applications sign in',
  ],
  ['ClientSecretRotation', 'Allow consumer key and secret rotation', 'makes new secrets for applications'],
  [
    'ExternalClientAppAdmin',
    'View all External Client Apps, view their settings, and edit their policies',
    'decides how external applications may sign in',
  ],
  ['InstallPackaging', 'Download AppExchange Packages', "brings other people's code into the organisation"],
]

const records: Rows = [
  ['ViewAllData', 'View All Data', 'reads every record, whatever sharing says'],
  ['ViewAllFieldsGlobal', 'View All Fields (Global)', 'reads every field of every object'],
  ['ManageSharing', 'Manage Sharing', 'changes who sees which records'],
  ['ManageRoles', 'Manage Roles', 'moves users up the role hierarchy, which shares records with them'],
  ['QueryAllFiles', 'Query All Files', 'reads all files, private ones too'],
  ['ViewEncryptedData', 'View Encrypted Data', 'reads encrypted fields in clear'],
  ['ViewUserPII', 'View Concealed Field Data', 'reads personal data of users that is hidden from others'],
  ['ManageEncryptionKeys', 'Manage Encryption Keys', 'destroys or replaces the keys of encrypted data'],
  ['ManagePvtRptsAndDashbds', 'Manage All Private Reports and Dashboards', "reads everybody's private reports"],
  ['ManageChatterMessages', 'Manage Chatter Messages and Direct Messages', "reads everybody's private messages"],
]

const exits: Rows = [
  ['DataExport', 'Weekly Data Export', 'takes all data away in one archive'],
  ['BulkApiHardDelete', 'Bulk API Hard Delete', 'deletes records by the million, with no recycle bin'],
  ['ManageHealthCheck', 'Manage Health Check', 'replaces the baseline that security is measured by'],
  [
    'ModifyTransactionSecurityPolicies',
    'Modify Transaction Security Policies',
    'switches off the policies that block what is suspicious',
  ],
  ['TransactionSecurityExempt', 'Exempt from Transaction Security', 'is not held up by transaction security'],
  ['ModifyDataClassification', 'Modify Data Classification', 'takes the label of sensitive data off'],
  ['PasswordNeverExpires', 'Password Never Expires', 'keeps its password for ever'],
]

/** What most internal users hold: a matter of the profile or set that gives it, and of guests. */
const widespread: readonly (readonly [name: string, label: string, reason: string, tier?: PermissionTier])[] = [
  ['ApiEnabled', 'API Enabled', 'reads and writes by program, at the speed of one', 3],
  ['ExportReport', 'Export Reports', 'takes the rows of any report away', 3],
  ['ViewSetup', 'View Setup and Configuration', 'reads how the organisation is secured', 3],
  ['ViewAllUsers', 'View All Users', 'reads the names and addresses of all users', 3],
  ['ViewAllProfiles', 'View All Profiles', 'reads what every profile may do', 3],
  ['ViewEventLogFiles', 'View Event Log Files', 'reads what everybody did', 3],
]

/** Marks accounts of programs: it takes away rather than gives. */
const apiOnly: Permission = {
  name: 'ApiUserOnly',
  label: 'Api Only User',
  reason: 'uses the API only, and cannot log in with a browser',
  readOf: 'users',
}

function tierOf(tier: PermissionTier, rows: Rows): readonly Permission[] {
  return rows.map(([name, label, reason]) => ({ name, label, tier, reason, readOf: 'users' }))
}

/**
 * All permissions that are read, the most harmful first. Their order is that of the bits of a
 * {@link PermissionBits}.
 * @see https://developer.salesforce.com/docs/atlas.en-us.sfFieldRef.meta/sfFieldRef/salesforce_field_reference_PermissionSet.htm
 */
export const permissions: readonly Permission[] = [
  ...tierOf(0, everything),
  ...tierOf(1, identities),
  ...tierOf(2, records),
  ...tierOf(3, exits),
  ...widespread.map(
    ([name, label, reason, tier]): Permission => ({
      name,
      label,
      reason,
      readOf: 'containers',
      ...(tier !== undefined && { tier }),
    }),
  ),
  apiOnly,
]
