import type { SalesforceWorld } from '../world/salesforce-world.ts'
import type { Row, SimulatedObject } from '../world/simulated-object.ts'

type Fields = Readonly<Record<string, unknown>>

/** Values that are as they should be, and those that are not; nested ones with dots. */
interface Setting {
  readonly path: string
  readonly good: unknown
  readonly bad: unknown
}

const on = (path: string): Setting => ({ path, good: true, bad: false })
const off = (path: string): Setting => ({ path, good: false, bad: true })

const session = (...list: readonly Setting[]): Setting[] =>
  list.map((one) => ({ ...one, path: `sessionSettings.${one.path}` }))
const password = (...list: readonly Setting[]): Setting[] =>
  list.map((one) => ({ ...one, path: `passwordPolicies.${one.path}` }))

const settings: Readonly<Record<string, readonly Setting[]>> = {
  SecuritySettings: [
    off('enableAdminLoginAsAnyUser'),
    {
      path: 'networkAccess.ipRanges',
      good: [{ start: '203.0.113.0', end: '203.0.113.255' }],
      bad: [{ start: '0.0.0.0', end: '255.255.255.255' }],
    },
    ...session(
      on('enableMFADirectUILoginOptIn'),
      off('canConfirmIdentityBySmsOnly'),
      on('enableU2F'),
      on('identityConfirmationOnEmailChange'),
      on('identityConfirmationOnTwoFactorRegistrationEnabled'),
      on('forceRelogin'),
      { path: 'sessionTimeout', good: 'TwoHours', bad: 'TwelveHours' },
      on('forceLogoutOnSessionTimeout'),
      on('lockSessionsToDomain'),
      on('lockSessionsToIp'),
      on('enforceIpRangesEveryRequest'),
      on('requireHttpOnly'),
      on('terminateUserSessionsWhenAdminResetsPassword'),
      off('enableCacheAndAutocomplete'),
      on('enableClickjackSetup'),
      on('enableClickjackNonsetupSFDC'),
      on('enableClickjackNonsetupUser'),
      on('enableClickjackNonsetupUserHeaderless'),
      on('enableCSRFOnGet'),
      on('enableCSRFOnPost'),
      on('enableContentSniffingProtection'),
      on('referrerPolicy'),
      on('enableCSPOnEmail'),
      on('redirectionWarning'),
      on('hstsOnForcecomSites'),
    ),
    ...password(
      { path: 'complexity', good: 'UpperLowerCaseNumericSpecialCharacters', bad: 'AlphaNumeric' },
      { path: 'expiration', good: 'NinetyDays', bad: 'Never' },
      { path: 'historyRestriction', good: '5', bad: '0' },
      { path: 'lockoutInterval', good: 'ThirtyMinutes', bad: 'FifteenMinutes' },
      { path: 'maxLoginAttempts', good: 'FiveAttempts', bad: 'NoLimit' },
      { path: 'minimumPasswordLength', good: '12', bad: '8' },
      { path: 'questionRestriction', good: 'DoesNotContainPassword', bad: 'None' },
      on('minimumPasswordLifetime'),
      on('obscureSecretAnswer'),
    ),
    { path: 'singleSignOnSettings.enableSamlLogin', good: true, bad: true },
    on('singleSignOnSettings.isLoginWithSalesforceCredentialsDisabled'),
  ],
  MyDomainSettings: [
    on('canOnlyLoginWithMyDomainUrl'),
    on('doesApiLoginRequireOrgDomain'),
    on('useStabilizedMyDomainHostnames'),
  ],
  SharingSettings: [
    on('enableSecureGuestAccess'),
    off('enableCommunityUserVisibility'),
    off('enablePortalUserVisibility'),
  ],
  CommunitiesSettings: [off('enableGuestPermDisOptOutCruc'), off('enableGuestSecurityOptOutCruc')],
  ConnectedAppSettings: [on('enableAdminApprovedAppsOnly'), on('enableAdminApprovedAppsOnlyForExternalUser')],
  OauthOidcSettings: [on('blockOAuthUnPwFlow'), on('blockOAuthUsrAgtFlow'), on('isPkceRequired')],
  ExternalClientAppSettings: [off('enableConsumerSecretApiAccess')],
  FileUploadAndDownloadSecuritySettings: [on('noHtmlUploadAsAttachment')],
  ContentSettings: [off('enableSiteGuestUserToUploadFiles')],
  UserManagementSettings: [on('enableConcealPersonalInfo'), on('enableRestrictEmailDomains')],
  ApexSettings: [
    on('enableAuraApexCtrlGuestUserAccessCheckPref'),
    on('enableAuraApexCtrlAuthUserAccessCheckPref'),
    on('enableApexCtrlImplicitWithSharingPref'),
    on('enableRestrictCommunityExecAnon'),
  ],
  EventSettings: [off('enableDeleteMonitoringData'), on('enableTransactionSecurityPolicies')],
  EmailAdministrationSettings: [on('enableEmailSenderIdCompliance')],
}

/** The settings of the organisation: an object of one record each, with its metadata. */
export const settingsObjects: readonly SimulatedObject[] = Object.entries(settings).map(
  ([name, list]): SimulatedObject => ({
    name,
    api: 'tooling',
    prefix: '000',
    requires: ['ViewSetup'],
    count: () => 1,
    make: (_, world) => ({
      DurableId: name,
      Metadata: list.reduce<Fields>((metadata, { path, good, bad }, at) => {
        const isBad = !world.isEmpty && world.dice(name).number(at, 1) % 2 === world.options.seed % 2
        return put(metadata, path, isBad ? bad : good)
      }, {}),
    }),
    change: (row, roll) => {
      const chosen = list[Math.floor(roll * list.length)]
      if (!chosen) return {}
      const metadata = row['Metadata'] as Fields
      const isGood = JSON.stringify(read(metadata, chosen.path)) === JSON.stringify(chosen.good)
      return { Metadata: put(metadata, chosen.path, isGood ? chosen.bad : chosen.good) }
    },
  }),
)

function put(fields: Fields, path: string, value: unknown): Fields {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...fields, [name]: value }
  return { ...fields, [name]: put((fields[name] ?? {}) as Fields, rest.join('.'), value) }
}

function read(fields: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Fields | undefined)?.[name], fields)
}

/** The organisation. */
export const organization: SimulatedObject = {
  name: 'Organization',
  api: 'both',
  prefix: '00D',
  requires: [],
  count: () => 1,
  make: (_, world): Row => ({
    Name: 'Acme',
    OrganizationType: 'Enterprise Edition',
    IsSandbox: false,
    InstanceName: 'USA1',
    ...access(world),
    ComplianceBccEmail: isBad(world, 6) ? 'compliance@example.com' : null,
    PreferencesLightningLoginEnabled: true,
  }),
  change: (row, roll, world) =>
    roll < 0.5
      ? access(world, Math.floor(roll * 1000))
      : { ComplianceBccEmail: row['ComplianceBccEmail'] === null ? 'compliance@example.com' : null },
}

function access(world: SalesforceWorld, turn = 0): Row {
  const names = ['Account', 'Contact', 'Opportunity', 'Lead', 'Case']
  const open = {
    Account: 'Edit',
    Contact: 'Edit',
    Opportunity: 'Edit',
    Lead: 'ReadEditTransfer',
    Case: 'ReadEditTransfer',
  }
  const closed = { Contact: 'ControlledByParent' } as Readonly<Record<string, string>>
  return Object.fromEntries(
    names.map((name, at) => [
      `Default${name}Access`,
      isBad(world, at, turn) ? open[name as keyof typeof open] : (closed[name] ?? 'Read'),
    ]),
  )
}

function isBad(world: SalesforceWorld, at: number, turn = 0): boolean {
  return !world.isEmpty && (world.dice('Organization').number(at, 1) + turn) % 2 === world.options.seed % 2
}
