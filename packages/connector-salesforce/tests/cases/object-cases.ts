import type { CheckCase } from './check-case.ts'
import { aLink, aUser, daysAgo, now } from './things.ts'

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

export const objectCases: readonly CheckCase[] = [...userCases, ...contentCases, ...comparedCases]
