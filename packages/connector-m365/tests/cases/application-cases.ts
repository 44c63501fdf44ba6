import type { CheckCase } from './check-case.ts'
import { aCredential, aGrant, anApplication, aRoleGrant, aServicePrincipal, daysAgo } from './things.ts'

const resource = anApplication()
const secret = (from: number, left: number): object => ({
  resource: anApplication({ passwordCredentials: [aCredential(from, left)] }),
})
const certificate = (from: number, left: number): object => ({
  resource: anApplication({ keyCredentials: [aCredential(from, left)] }),
})
const undated = { ...aCredential(1, 1), endDateTime: undefined }
const noEnd = { resource: anApplication({ passwordCredentials: [undated], keyCredentials: [undated] }) }
const run = (made: object): { resource: unknown } => ({ resource: undefined, ...made })

const credentialCases: readonly CheckCase[] = [
  { check: 'm365/application-no-client-secret', failing: run(secret(1, 100)), passing: run(certificate(1, 100)) },
  {
    check: 'm365/application-credential-current',
    failing: run(certificate(100, -1)),
    passing: run(secret(100, 1)),
    notApplicable: [{ resource }],
  },
  {
    check: 'm365/application-credential-expiring',
    failing: run(secret(100, 30)),
    passing: run(secret(100, 31)),
    notApplicable: [{ resource }, run(secret(100, -3))],
  },
  {
    check: 'm365/application-secret-lifetime',
    failing: run(secret(100, 81)),
    passing: run(secret(100, 80)),
    notApplicable: [run(certificate(500, 500)), { resource: anApplication({ passwordCredentials: [undated] }) }],
  },
  {
    check: 'm365/application-certificate-lifetime',
    failing: run(certificate(200, 201)),
    passing: run(certificate(200, 165)),
    notApplicable: [run(secret(500, 500)), noEnd],
  },
]

const owner = {
  id: 'u-1',
  name: 'user-1@acme.example',
  userType: 'Member',
  userPrincipalName: undefined,
  accountEnabled: true,
}
const guest = { ...owner, id: 'u-2', name: 'guest', userType: 'Guest' }
const left = { ...owner, accountEnabled: false }
const shared = anApplication({ signInAudience: 'AzureADMultipleOrgs' })

const applicationCases: readonly CheckCase[] = [
  {
    check: 'm365/application-owned',
    failing: { resource, facets: { owners: [] } },
    passing: { resource, facets: { owners: [owner] } },
  },
  {
    check: 'm365/application-owner-no-guest',
    failing: { resource, facets: { owners: [owner, guest] } },
    passing: { resource, facets: { owners: [owner] } },
    notApplicable: [{ resource, facets: { owners: [] } }],
  },
  {
    check: 'm365/application-owner-enabled',
    failing: { resource, facets: { owners: [left] } },
    passing: { resource, facets: { owners: [left, owner] } },
    notApplicable: [{ resource, facets: { owners: [] } }],
  },
  {
    check: 'm365/application-single-tenant',
    failing: { resource: shared },
    passing: { resource },
    notApplicable: [
      { resource: shared, params: { allowed: ['11111111-2222-3333-4444-555555555555'] } },
      { resource: anApplication({ signInAudience: undefined }) },
    ],
  },
  {
    check: 'm365/application-instance-locked',
    failing: { resource: anApplication({ ...shared, instanceLock: { isEnabled: true, allProperties: false } }) },
    passing: { resource: anApplication({ ...shared, instanceLock: { isEnabled: true, allProperties: true } }) },
    notApplicable: [{ resource }],
  },
  {
    check: 'm365/application-redirects-safe',
    failing: { resource: anApplication({ redirectUris: ['https://a.acme.example', 'http://b.acme.example'] }) },
    passing: {
      resource: anApplication({ redirectUris: ['https://a.acme.example', 'http://localhost:3000', 'msal1://auth'] }),
    },
    notApplicable: [{ resource }],
  },
  {
    check: 'm365/application-no-implicit-grant',
    failing: { resource: anApplication({ issuesImplicitAccessTokens: true }) },
    passing: { resource: anApplication({ issuesImplicitIdTokens: true }) },
  },
  {
    check: 'm365/application-certified',
    failing: { resource },
    passing: { resource: anApplication({ certification: certifiedUntil(10) }) },
  },
  {
    check: 'm365/application-attested',
    failing: { resource },
    passing: { resource: anApplication({ certification: { ...certifiedUntil(1), isCertifiedByMicrosoft: false } }) },
  },
  {
    check: 'm365/application-certification-lasts',
    failing: { resource: anApplication({ certification: certifiedUntil(90) }) },
    passing: { resource: anApplication({ certification: certifiedUntil(91) }) },
    notApplicable: [
      { resource },
      {
        resource: anApplication({
          certification: { ...certifiedUntil(1), certificationExpirationDateTime: undefined },
        }),
      },
    ],
  },
  {
    check: 'm365/application-not-disabled-by-microsoft',
    failing: { resource: anApplication({ disabledByMicrosoftStatus: 'DisabledDueToViolationOfServicesAgreement' }) },
    passing: { resource: anApplication({ disabledByMicrosoftStatus: 'NotDisabled' }) },
    alsoPassing: [{ resource }],
  },
]

function certifiedUntil(days: number): NonNullable<ReturnType<typeof anApplication>['certification']> {
  return { isCertifiedByMicrosoft: true, isPublisherAttested: true, certificationExpirationDateTime: daysAgo(-days) }
}

const principal = aServicePrincipal()
const own = aServicePrincipal({ origin: 'own', verifiedPublisher: undefined, appRoleAssignmentRequired: false })
const microsofts = aServicePrincipal({ origin: 'microsoft', accountEnabled: false, verifiedPublisher: undefined })
const added = { passwordCredentials: [aCredential(1, 100)] }

const principalCases: readonly CheckCase[] = [
  {
    check: 'm365/service-principal-no-credentials',
    failing: { resource: aServicePrincipal(added) },
    passing: { resource: principal },
    notApplicable: [
      { resource: aServicePrincipal({ ...added, preferredSingleSignOnMode: 'saml' }) },
      { resource: aServicePrincipal({ ...added, servicePrincipalType: 'ManagedIdentity' }) },
    ],
  },
  {
    check: 'm365/service-principal-enabled',
    failing: { resource: aServicePrincipal({ accountEnabled: false }) },
    passing: { resource: principal },
    notApplicable: [{ resource: microsofts }],
  },
  {
    check: 'm365/service-principal-not-disabled-by-microsoft',
    failing: {
      resource: aServicePrincipal({ disabledByMicrosoftStatus: 'DisabledDueToViolationOfServicesAgreement' }),
    },
    passing: { resource: principal },
  },
  {
    check: 'm365/service-principal-publisher-verified',
    failing: { resource: aServicePrincipal({ verifiedPublisher: undefined }) },
    passing: { resource: principal },
    notApplicable: [
      { resource: own },
      { resource: microsofts },
      { resource: aServicePrincipal({ origin: undefined }) },
    ],
  },
  {
    check: 'm365/service-principal-assignment-required',
    failing: { resource: aServicePrincipal({ appRoleAssignmentRequired: false }) },
    passing: { resource: principal },
    notApplicable: [
      { resource: own },
      { resource: aServicePrincipal({ appRoleAssignmentRequired: false, accountEnabled: false }) },
    ],
  },
]

const names = (origin: string): object => ({ names: { 'sp-1': { name: 'Notes', origin, verified: true } } })
const consented = (check: string, consentType: string, otherType: string): CheckCase => ({
  check: `m365/${check}`,
  failing: { resource: aGrant(consentType, 'User.Read', 'Mail.Read'), lookups: { ...names('other') } },
  passing: { resource: aGrant(consentType, 'User.Read', 'openid'), lookups: { ...names('other') } },
  notApplicable: [
    { resource: aGrant(otherType, 'Mail.Read'), lookups: { ...names('other') } },
    { resource: aGrant(consentType, 'Mail.Read'), lookups: { ...names('microsoft') } },
  ],
})

const permissionCases: readonly CheckCase[] = [
  {
    check: 'm365/application-permission-narrow',
    failing: { resource: aRoleGrant('Mail.Send') },
    passing: { resource: aRoleGrant('User.Read.All') },
    notApplicable: [
      { resource: aRoleGrant(undefined) },
      { resource: aRoleGrant('Mail.Send'), params: { allowed: ['sp-1'] } },
    ],
  },
  consented('tenant-wide-consent-narrow', 'AllPrincipals', 'Principal'),
  consented('user-consent-narrow', 'Principal', 'AllPrincipals'),
]

export const appCases: readonly CheckCase[] = [
  ...credentialCases,
  ...applicationCases,
  ...principalCases,
  ...permissionCases,
]
