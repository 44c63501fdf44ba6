import type { CheckCase } from './check-case.ts'
import { aLink, anExperienceSite, aSite, aUser, daysAgo, now } from './things.ts'

const guest = aUser({ userType: 'Guest' })
const away = aUser({ isActive: false })

const userCases: readonly CheckCase[] = [
  {
    check: 'salesforce/inactive-user',
    failing: { resource: away },
    passing: { resource: aUser() },
    notApplicable: [{ resource: aUser({ isActive: false, userType: 'AutomatedProcess' }) }],
  },
  {
    check: 'salesforce/user-never-logged-in',
    failing: { resource: aUser(), facets: { login: { at: null } }, now },
    passing: { resource: aUser({ createdAt: daysAgo(10) }), facets: { login: { at: null } }, now },
    notApplicable: [
      { resource: away, facets: { login: { at: null } }, now },
      { resource: guest, facets: { login: { at: null } }, now },
    ],
  },
  {
    check: 'salesforce/user-dormant',
    failing: { resource: aUser(), facets: { login: { at: daysAgo(90) } }, now },
    passing: { resource: aUser(), facets: { login: { at: daysAgo(89) } }, now },
    notApplicable: [
      { resource: aUser(), facets: { login: { at: null } }, now },
      { resource: away, facets: { login: { at: daysAgo(300) } }, now },
      { resource: guest, facets: { login: { at: daysAgo(300) } }, now },
    ],
  },
  {
    check: 'salesforce/user-sends-from-other-address',
    failing: { resource: aUser(), facets: { addresses: { email: 'user-17@example.com', sender: 'me@example.net' } } },
    passing: {
      resource: aUser(),
      facets: { addresses: { email: 'user-17@example.com', sender: 'User-17@Example.com' } },
    },
    notApplicable: [
      { resource: away, facets: { addresses: { email: 'user-17@example.com', sender: 'me@example.net' } } },
    ],
  },
  {
    check: 'salesforce/standard-profile-in-use',
    failing: {
      resource: { id: '00e1', name: 'Standard User', isCustom: false, userType: 'Standard' },
      facets: { users: 3 },
    },
    passing: {
      resource: { id: '00e1', name: 'Standard User', isCustom: false, userType: 'Standard' },
      facets: { users: 0 },
    },
  },
  {
    check: 'salesforce/unused-profile',
    failing: { resource: { id: '00e2', name: 'Old', isCustom: true, userType: 'Standard' }, facets: { users: 0 } },
    passing: { resource: { id: '00e2', name: 'Old', isCustom: true, userType: 'Standard' }, facets: { users: 1 } },
    notApplicable: [
      { resource: { id: '00e1', name: 'Read Only', isCustom: false, userType: 'Standard' }, facets: { users: 0 } },
    ],
  },
  {
    check: 'salesforce/unused-licenses',
    failing: { resource: { id: '1001', name: 'Salesforce', total: 100, used: 30 } },
    passing: { resource: { id: '1001', name: 'Salesforce', total: 10, used: 0 } },
  },
]

const expired = aLink({ expiresAt: daysAgo(1) })

const contentCases: readonly CheckCase[] = [
  {
    check: 'salesforce/public-link-without-password',
    failing: { resource: aLink(), now },
    passing: { resource: aLink({ passwordRequired: true }), now },
    notApplicable: [{ resource: expired, now }],
  },
  {
    check: 'salesforce/public-link-with-weak-password',
    failing: { resource: aLink({ passwordRequired: true }), facets: { password: 'weak' }, now },
    passing: { resource: aLink({ passwordRequired: true }), facets: { password: 'strong' }, now },
    notApplicable: [
      { resource: aLink(), facets: { password: 'none' }, now },
      { resource: expired, facets: { password: 'weak' }, now },
    ],
  },
  {
    check: 'salesforce/public-link-with-password',
    failing: { resource: aLink({ passwordRequired: true }), now },
    passing: { resource: aLink({ passwordRequired: true, expiresAt: daysAgo(1) }), now },
    notApplicable: [{ resource: aLink(), now }],
  },
  {
    check: 'salesforce/public-link-never-expires',
    failing: { resource: aLink({ expires: false, expiresAt: null }) },
    passing: { resource: aLink() },
  },
  {
    check: 'salesforce/public-link-not-viewed',
    failing: { resource: aLink(), facets: { views: { at: null } }, now },
    passing: { resource: aLink({ createdAt: daysAgo(10) }), facets: { views: { at: null } }, now },
    notApplicable: [{ resource: expired, facets: { views: { at: daysAgo(500) } }, now }],
  },
  {
    check: 'salesforce/large-file',
    failing: { resource: { id: '0691', title: 'Dump', ownerId: '0051', size: 2_000_000_001 } },
    passing: { resource: { id: '0691', title: 'Film', ownerId: '0051', size: 2_000_000_000 } },
  },
  {
    check: 'salesforce/public-static-resource',
    failing: { resource: { id: '0811', name: 'Data', contentType: 'text/csv', cacheControl: 'Public' } },
    passing: { resource: { id: '0811', name: 'Data', contentType: 'text/csv', cacheControl: 'Private' } },
    notApplicable: [{ resource: { id: '0812', name: 'Logo', contentType: 'image/svg+xml', cacheControl: 'Public' } }],
  },
  {
    check: 'salesforce/public-folder',
    failing: { resource: { id: '00l1', name: 'All', type: 'Report', accessType: 'Public' } },
    passing: { resource: { id: '00l1', name: 'Board', type: 'Report', accessType: 'Shared' } },
    notApplicable: [{ resource: { id: '00l2', name: 'Mails', type: 'Email', accessType: 'Public' } }],
  },
]

const app = { id: '0H41', name: 'Exporter', adminApprovedOnly: true, hasSessionPolicy: true, refreshTokenValidity: 30 }
const policy = {
  id: '0xm1',
  appId: '0xi1',
  name: 'Exporter',
  permittedUsers: 'AdminApprovedPreAuthorized',
  refreshTokens: 'SpecificInactivity',
  ipRelaxation: 'Enforce',
  clientCredentials: false,
}
const grant = { appMenuItemId: '0DS1', appName: 'Exporter', userId: '0051', lastUsedAt: daysAgo(2), useCount: 4 }
const installed = {
  id: '0A31',
  packageId: '0331',
  name: 'Tools',
  isBeta: false,
  isManaged: true,
  isSecurityReviewed: true,
  isDeprecated: false,
}

const appCases: readonly CheckCase[] = [
  {
    check: 'salesforce/connected-app-self-authorized',
    failing: { resource: { ...app, adminApprovedOnly: false } },
    passing: { resource: app },
  },
  {
    check: 'salesforce/connected-app-endless-refresh-token',
    failing: { resource: { ...app, refreshTokenValidity: null } },
    passing: { resource: { ...app, refreshTokenValidity: 0 } },
  },
  {
    check: 'salesforce/connected-app-session-policy',
    failing: { resource: { ...app, hasSessionPolicy: false } },
    passing: { resource: app },
  },
  {
    check: 'salesforce/external-client-app-self-authorized',
    // A value that nobody knows yet is not the safe one.
    failing: { resource: { ...policy, permittedUsers: 'SomethingNew' } },
    passing: { resource: policy },
  },
  {
    check: 'salesforce/external-client-app-endless-refresh-token',
    failing: { resource: { ...policy, refreshTokens: 'Infinite' } },
    passing: { resource: policy },
  },
  {
    check: 'salesforce/external-client-app-ip-relaxation',
    failing: { resource: { ...policy, ipRelaxation: 'Bypass' } },
    passing: { resource: policy },
    notApplicable: [{ resource: { ...policy, ipRelaxation: undefined } }],
  },
  {
    check: 'salesforce/external-client-app-full-scope',
    failing: { resource: { id: '0xs1', appId: '0xi1', name: 'Exporter', full: true } },
    passing: { resource: { id: '0xs1', appId: '0xi1', name: 'Exporter', full: false } },
  },
  {
    check: 'salesforce/token-of-uninstalled-app',
    failing: { resource: { ...grant, appMenuItemId: undefined } },
    passing: { resource: grant },
  },
  {
    check: 'salesforce/token-not-used',
    failing: { resource: { ...grant, lastUsedAt: daysAgo(90) }, now },
    passing: { resource: grant, now },
  },
  {
    check: 'salesforce/package-beta-or-deprecated',
    failing: { resource: { ...installed, isBeta: true } },
    passing: { resource: installed },
  },
  {
    check: 'salesforce/package-not-reviewed',
    failing: { resource: { ...installed, isSecurityReviewed: false } },
    passing: { resource: installed },
  },
]

const remote = { id: '0rp1', name: 'Partner', isActive: true, encrypted: true, protocolSecurityDisabled: false }
const certificate = {
  id: '0P11',
  name: 'Single_Sign_On',
  expiresAt: daysAgo(-90),
  keySize: 4096,
  isPrivateKeyExportable: false,
}
const named = { id: '0XA1', name: 'Billing', encrypted: true, mergeFieldsInHeader: false, mergeFieldsInBody: false }
const service = {
  id: '0911',
  name: 'Inbound',
  isActive: true,
  authorizedSenders: 'example.com',
  authenticatesSenders: true,
  requiresTls: true,
}
const saml = {
  id: '0LE1',
  name: 'Company',
  provisionsUsers: false,
  signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
}
const trace = { id: '7tf1', tracedId: '0051', startsAt: daysAgo(1), expiresAt: daysAgo(-1) }

const integrationCases: readonly CheckCase[] = [
  {
    check: 'salesforce/remote-site-protocol-security',
    failing: { resource: { ...remote, protocolSecurityDisabled: true } },
    passing: { resource: remote },
    notApplicable: [{ resource: { ...remote, isActive: false, protocolSecurityDisabled: true } }],
  },
  {
    check: 'salesforce/remote-site-without-https',
    failing: { resource: { ...remote, encrypted: false } },
    passing: { resource: remote },
    notApplicable: [{ resource: { ...remote, isActive: false, encrypted: false } }],
  },
  {
    check: 'salesforce/certificate-expiring',
    failing: { resource: { ...certificate, expiresAt: daysAgo(-29) }, now },
    passing: { resource: certificate, now },
  },
  {
    check: 'salesforce/certificate-key-size',
    failing: { resource: { ...certificate, keySize: 1024 } },
    passing: { resource: { ...certificate, keySize: 2048 } },
  },
  {
    check: 'salesforce/certificate-key-exportable',
    failing: { resource: { ...certificate, isPrivateKeyExportable: true } },
    passing: { resource: certificate },
  },
  {
    check: 'salesforce/named-credential-without-https',
    failing: { resource: { ...named, encrypted: false } },
    passing: { resource: named },
    notApplicable: [{ resource: { ...named, encrypted: undefined } }],
  },
  {
    check: 'salesforce/named-credential-merge-fields',
    failing: { resource: { ...named, mergeFieldsInBody: true } },
    passing: { resource: named },
  },
  {
    check: 'salesforce/external-credential-without-authentication',
    failing: { resource: { id: '0pu1', name: 'Open', protocol: 'NoAuthentication' } },
    passing: { resource: { id: '0pu1', name: 'Open', protocol: 'Jwt' } },
  },
  {
    check: 'salesforce/cors-wildcard',
    failing: { resource: { id: '5cS1', pattern: 'http://app.example.com' } },
    passing: { resource: { id: '5cS1', pattern: 'https://app.example.com' } },
  },
  {
    check: 'salesforce/trusted-url-insecure',
    failing: { resource: { id: '08y1', name: 'Cdn', endpoint: 'https://*.example.com', isActive: true } },
    passing: { resource: { id: '08y1', name: 'Cdn', endpoint: 'wss://cdn.example.com', isActive: true } },
    notApplicable: [{ resource: { id: '08y1', name: 'Cdn', endpoint: 'http://example.com', isActive: false } }],
  },
  {
    check: 'salesforce/email-service-open',
    // Senders that are named but not checked can be anybody.
    failing: { resource: { ...service, authenticatesSenders: false } },
    passing: { resource: service },
    notApplicable: [{ resource: { ...service, isActive: false, authorizedSenders: undefined } }],
  },
  {
    check: 'salesforce/organization-wide-address-for-all',
    failing: { resource: { id: '0D21', address: 'team@example.com', allowsAllProfiles: true } },
    passing: { resource: { id: '0D21', address: 'team@example.com', allowsAllProfiles: false } },
  },
  {
    check: 'salesforce/saml-weak-signature',
    failing: { resource: { ...saml, signatureMethod: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' } },
    passing: { resource: saml },
  },
  {
    check: 'salesforce/saml-provisions-users',
    failing: { resource: { ...saml, provisionsUsers: true } },
    passing: { resource: saml },
  },
  {
    check: 'salesforce/auth-provider-registers-users',
    failing: { resource: { id: '0SO1', name: 'Social', type: 'Google', registersUsers: true } },
    passing: { resource: { id: '0SO1', name: 'Social', type: 'Google', registersUsers: false } },
  },
  {
    check: 'salesforce/debug-trace-active',
    failing: { resource: trace, now },
    passing: { resource: { ...trace, startsAt: daysAgo(-1), expiresAt: daysAgo(-2) }, now },
  },
]

const closedSite = aSite({ isActive: false })
const draft = anExperienceSite({
  isLive: false,
  selfRegistration: true,
  guestFiles: true,
  guestMembers: true,
  guestChatter: true,
})

const siteCases: readonly CheckCase[] = [
  {
    check: 'salesforce/domain-without-https',
    failing: { resource: { id: '0I41', name: 'www.example.com', https: false } },
    passing: { resource: { id: '0I41', name: 'www.example.com', https: true } },
  },
  {
    check: 'salesforce/site-without-https',
    failing: { resource: aSite({ requiresHttps: false }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-clickjack-protection',
    failing: { resource: aSite({ clickjackProtection: 'AllowAllFraming' }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-content-sniffing',
    failing: { resource: aSite({ contentSniffingProtection: false }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-guest-support-api',
    failing: { resource: aSite({ guestSupportApi: true }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/classic-site-active',
    failing: { resource: aSite({ type: 'Visualforce' }) },
    passing: { resource: aSite() },
    notApplicable: [{ resource: closedSite }],
  },
  {
    check: 'salesforce/site-self-registration',
    failing: { resource: anExperienceSite({ selfRegistration: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
  {
    check: 'salesforce/site-guest-files',
    failing: { resource: anExperienceSite({ guestFiles: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
  {
    check: 'salesforce/site-guest-members',
    failing: { resource: anExperienceSite({ guestMembers: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
  {
    check: 'salesforce/site-guest-chatter',
    failing: { resource: anExperienceSite({ guestChatter: true }) },
    passing: { resource: anExperienceSite() },
    notApplicable: [{ resource: draft }],
  },
]

const risk = { group: 'Password Policies', setting: 'Minimum password length', value: '5', standard: '8' }
const shared = { name: 'Account', label: 'Account', internal: 'Private', external: 'Private' }

const comparedCases: readonly CheckCase[] = [
  {
    check: 'salesforce/health-check-risk',
    failing: { resource: { ...risk, risk: 'HIGH_RISK' } },
    passing: { resource: { ...risk, risk: 'MEETS_STANDARD' } },
    notApplicable: [{ resource: { ...risk, risk: 'INFORMATIONAL' } }],
  },
  {
    check: 'salesforce/external-default-access',
    failing: { resource: { ...shared, external: 'Read' } },
    passing: { resource: shared },
  },
  {
    check: 'salesforce/internal-default-write',
    failing: { resource: { ...shared, internal: 'ReadWriteTransfer' } },
    passing: { resource: { ...shared, internal: 'Read' } },
  },
]

export const objectCases: readonly CheckCase[] = [
  ...userCases,
  ...contentCases,
  ...appCases,
  ...integrationCases,
  ...siteCases,
  ...comparedCases,
]
