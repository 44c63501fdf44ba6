import type { CheckCase } from './check-case.ts'
import { aGuest, aMethod, aRegistration, aSignIn, aUser, daysAgo } from './things.ts'

const disabled = { accountEnabled: false }

/** What users are called on to be. */
const directoryCases: readonly CheckCase[] = [
  { check: 'm365/user-enabled', failing: { resource: aUser(disabled) }, passing: { resource: aUser() } },
  {
    check: 'm365/user-password-expires',
    failing: { resource: aUser({ passwordPolicies: 'DisableStrongPassword, DisablePasswordExpiration' }) },
    passing: { resource: aUser() },
    alsoPassing: [{ resource: aUser({ passwordPolicies: 'None' }) }],
    notApplicable: [{ resource: aGuest({ passwordPolicies: 'DisablePasswordExpiration' }) }],
  },
  {
    check: 'm365/user-strong-password',
    failing: { resource: aUser({ passwordPolicies: 'DisableStrongPassword' }) },
    passing: { resource: aUser({ passwordPolicies: 'DisablePasswordExpiration' }) },
    notApplicable: [{ resource: aGuest({ passwordPolicies: 'DisableStrongPassword' }) }],
  },
  {
    check: 'm365/user-password-age',
    failing: { resource: aUser({ lastPasswordChangeDateTime: daysAgo(91) }) },
    passing: { resource: aUser({ lastPasswordChangeDateTime: daysAgo(90) }) },
    alsoPassing: [{ resource: aUser({ lastPasswordChangeDateTime: daysAgo(100) }), params: { maxDays: 365 } }],
    notApplicable: [
      { resource: aUser({ lastPasswordChangeDateTime: undefined }) },
      { resource: aUser({ lastPasswordChangeDateTime: 'soon' }) },
      { resource: aUser({ ...disabled, lastPasswordChangeDateTime: daysAgo(900) }) },
      { resource: aGuest({ lastPasswordChangeDateTime: daysAgo(900) }) },
    ],
  },
  {
    check: 'm365/user-sync-enabled',
    failing: { resource: aUser({ onPremisesSyncEnabled: false }) },
    passing: { resource: aUser({ onPremisesSyncEnabled: true }) },
    notApplicable: [{ resource: aUser() }],
  },
  {
    check: 'm365/user-sync-recent',
    failing: { resource: aUser({ onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(7) }) },
    passing: { resource: aUser({ onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(6) }) },
    notApplicable: [
      { resource: aUser({ onPremisesSyncEnabled: false, onPremisesLastSyncDateTime: daysAgo(70) }) },
      { resource: aUser({ onPremisesSyncEnabled: true }) },
    ],
  },
  {
    check: 'm365/user-provisioning-errors',
    failing: {
      resource: aUser({
        onPremisesProvisioningErrors: [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses' }],
      }),
    },
    passing: { resource: aUser({ onPremisesSyncEnabled: true }) },
    notApplicable: [{ resource: aUser() }],
  },
  {
    check: 'm365/user-adult',
    failing: { resource: aUser({ legalAgeGroupClassification: 'MinorWithParentalConsent' }) },
    passing: { resource: aUser({ legalAgeGroupClassification: 'Adult' }) },
    notApplicable: [{ resource: aUser() }, { resource: aUser({ legalAgeGroupClassification: 'Undefined' }) }],
  },
  {
    check: 'm365/user-proxy-addresses',
    failing: { resource: aUser({ proxyAddresses: ['SMTP:user-1@acme.example', 'smtp:sales@acme.example'] }) },
    passing: { resource: aUser() },
    alsoPassing: [
      { resource: aUser({ proxyAddresses: [] }) },
      { resource: aUser({ proxyAddresses: ['SIP:a@acme.example'] }) },
    ],
  },
  {
    check: 'm365/external-user-is-guest',
    failing: { resource: aGuest({ userType: 'Member' }) },
    passing: { resource: aGuest() },
    notApplicable: [{ resource: aUser() }],
  },
  {
    check: 'm365/guest-invitation-accepted',
    failing: { resource: aGuest({ externalUserState: 'PendingAcceptance', createdDateTime: daysAgo(31) }) },
    passing: { resource: aGuest({ externalUserState: 'PendingAcceptance', createdDateTime: daysAgo(30) }) },
    alsoPassing: [{ resource: aGuest({ createdDateTime: daysAgo(900) }) }],
    notApplicable: [
      { resource: aUser() },
      { resource: aGuest({ externalUserState: 'PendingAcceptance', createdDateTime: undefined }) },
    ],
  },
]

const guest = { userType: 'Guest' }
const programs = {
  signInActivity: {
    lastSignInDateTime: daysAgo(400),
    lastNonInteractiveSignInDateTime: daysAgo(2),
    lastSuccessfulSignInDateTime: undefined,
  },
}

const signInCases: readonly CheckCase[] = [
  {
    check: 'm365/user-in-use',
    failing: { resource: aSignIn(91) },
    passing: { resource: aSignIn(90) },
    alsoPassing: [{ resource: aSignIn(0, programs) }],
    notApplicable: [
      { resource: aSignIn(undefined) },
      { resource: aSignIn(900, disabled) },
      { resource: aSignIn(900, guest) },
    ],
  },
  {
    check: 'm365/guest-in-use',
    failing: { resource: aSignIn(91, guest) },
    passing: { resource: aSignIn(9, guest) },
    notApplicable: [{ resource: aSignIn(91) }, { resource: aSignIn(undefined, guest) }],
  },
  {
    check: 'm365/user-ever-used',
    failing: { resource: aSignIn(undefined, { createdDateTime: daysAgo(31) }) },
    passing: { resource: aSignIn(900) },
    alsoPassing: [{ resource: aSignIn(undefined, { createdDateTime: daysAgo(3) }) }],
    notApplicable: [
      { resource: aSignIn(undefined, guest) },
      { resource: aSignIn(undefined, disabled) },
      { resource: aSignIn(undefined, { createdDateTime: undefined }) },
    ],
  },
]

const admin = { isAdmin: true }
const bare = { isMfaRegistered: false, isMfaCapable: false, methodsRegistered: [] }

const registrationCases: readonly CheckCase[] = [
  {
    check: 'm365/admin-mfa-registered',
    failing: { resource: aRegistration({ ...admin, ...bare }) },
    passing: { resource: aRegistration(admin) },
    notApplicable: [{ resource: aRegistration(bare) }],
  },
  {
    check: 'm365/user-mfa-registered',
    failing: { resource: aRegistration(bare) },
    passing: { resource: aRegistration() },
    notApplicable: [
      { resource: aRegistration({ ...admin, ...bare }) },
      { resource: aRegistration({ ...bare, userType: 'guest' }) },
    ],
  },
  {
    check: 'm365/user-mfa-usable',
    failing: { resource: aRegistration({ isMfaCapable: false }) },
    passing: { resource: aRegistration() },
    notApplicable: [{ resource: aRegistration(bare) }],
  },
  {
    check: 'm365/admin-phishing-resistant',
    failing: { resource: aRegistration(admin) },
    passing: { resource: aRegistration({ ...admin, methodsRegistered: ['mobilePhone', 'passKeyDeviceBound'] }) },
    alsoPassing: [{ resource: aRegistration({ ...admin, methodsRegistered: ['windowsHelloForBusiness'] }) }],
    notApplicable: [{ resource: aRegistration() }],
  },
  {
    check: 'm365/user-strong-factor',
    failing: { resource: aRegistration({ methodsRegistered: ['mobilePhone', 'email', 'temporaryAccessPass'] }) },
    passing: { resource: aRegistration({ methodsRegistered: ['mobilePhone', 'softwareOneTimePasscode'] }) },
    notApplicable: [{ resource: aRegistration(bare) }],
  },
]

const resource = aRegistration()
const key = (attestationLevel?: string): object => ({ methods: [aMethod('fido2', { attestationLevel })] })
const hello = (keyStrength: string): object => ({ methods: [aMethod('windowsHelloForBusiness', { keyStrength })] })
const pass = (changes: object): object => ({ methods: [aMethod('temporaryAccessPass', changes)] })
const none = { resource, facets: { methods: [aMethod('password')] } }
const over = {
  resource,
  facets: {
    methods: [aMethod('temporaryAccessPass', { isUsable: false, isUsableOnce: false, lifetimeInMinutes: 480 })],
  },
}

const methodCases: readonly CheckCase[] = [
  {
    check: 'm365/fido2-attested',
    failing: { resource, facets: { ...key('notAttested') } },
    passing: { resource, facets: { ...key('attested') } },
    notApplicable: [none, { resource, facets: { ...key() } }],
  },
  {
    check: 'm365/windows-hello-key-strength',
    failing: { resource, facets: { ...hello('weak') } },
    passing: { resource, facets: { ...hello('normal') } },
    notApplicable: [none, { resource, facets: { ...hello('unknown') } }],
  },
  {
    check: 'm365/user-access-pass-once',
    failing: { resource, facets: { ...pass({ isUsable: true, isUsableOnce: false }) } },
    passing: { resource, facets: { ...pass({ isUsable: true, isUsableOnce: true }) } },
    notApplicable: [none, over],
  },
  {
    check: 'm365/user-access-pass-short',
    failing: { resource, facets: { ...pass({ isUsable: true, lifetimeInMinutes: 480 }) } },
    passing: { resource, facets: { ...pass({ isUsable: true, lifetimeInMinutes: 60 }) } },
    notApplicable: [none, over, { resource, facets: { ...pass({ isUsable: true }) } }],
  },
]

export const userCases: readonly CheckCase[] = [...directoryCases, ...signInCases, ...registrationCases, ...methodCases]
