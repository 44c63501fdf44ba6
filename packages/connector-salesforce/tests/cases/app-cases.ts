import type { CheckCase } from './check-case.ts'
import { daysAgo, now } from './things.ts'

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
const authorised = { id: '0DS1', name: 'Exporter', isInstalled: true, users: 3 }
const installed = {
  id: '0A31',
  packageId: '0331',
  name: 'Tools',
  isBeta: false,
  isManaged: true,
  isSecurityReviewed: true,
  isDeprecated: false,
}

export const appCases: readonly CheckCase[] = [
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
    check: 'salesforce/authorised-app-installed',
    failing: { resource: { ...authorised, isInstalled: false } },
    passing: { resource: authorised },
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
