import type { CheckCase } from './check-case.ts'
import { anAdmin, anAdministrator, aSuperAdmin, aUser, daysAgo } from './things.ts'

const ultra = { 'user-17@acme.example': ['1010470008'] }
const gemini = { 'user-17@acme.example': ['1010470001'] }
const none = {}

export const userCases: readonly CheckCase[] = [
  {
    check: 'google/admin-two-step-verification',
    failing: { resource: anAdmin({ isEnrolledIn2Sv: false }) },
    passing: { resource: aSuperAdmin() },
    notApplicable: [
      { resource: aUser({ isEnrolledIn2Sv: false }) },
      { resource: aSuperAdmin({ isEnrolledIn2Sv: false, suspended: true }) },
    ],
    // That it is not enforced is another finding.
    alsoPassing: [{ resource: aSuperAdmin({ isEnforcedIn2Sv: false }) }],
  },
  {
    check: 'google/user-two-step-verification',
    failing: { resource: aUser({ isEnrolledIn2Sv: false, isEnforcedIn2Sv: true }) },
    passing: { resource: aUser() },
    notApplicable: [
      { resource: anAdmin({ isEnrolledIn2Sv: false }) },
      { resource: aUser({ isEnrolledIn2Sv: false, archived: true }) },
    ],
  },
  {
    check: 'google/admin-two-step-verification-enforced',
    failing: { resource: aSuperAdmin({ isEnforcedIn2Sv: false }) },
    passing: { resource: anAdmin() },
    notApplicable: [{ resource: aUser({ isEnforcedIn2Sv: false }) }],
  },
  {
    check: 'google/user-two-step-verification-enforced',
    failing: { resource: aUser({ isEnforcedIn2Sv: false }) },
    passing: { resource: aUser() },
    notApplicable: [{ resource: anAdmin({ isEnforcedIn2Sv: false }) }],
  },
  {
    check: 'google/user-recovery-email',
    failing: { resource: aUser({ hasRecoveryEmail: false }) },
    passing: { resource: aUser() },
    notApplicable: [{ resource: aUser({ hasRecoveryEmail: false, suspended: true }) }],
  },
  {
    check: 'google/user-recovery-phone',
    failing: { resource: anAdmin({ hasRecoveryPhone: false }) },
    passing: { resource: aUser() },
    notApplicable: [{ resource: aUser({ hasRecoveryPhone: false, archived: true }) }],
  },
  {
    check: 'google/inactive-admin',
    failing: { resource: anAdmin({ lastLogin: daysAgo(31) }) },
    passing: { resource: anAdmin({ lastLogin: daysAgo(30) }) },
    notApplicable: [
      { resource: aUser({ lastLogin: daysAgo(400) }) },
      { resource: anAdmin({ lastLogin: daysAgo(400), suspended: true }) },
    ],
    alsoPassing: [
      { resource: anAdmin({ lastLogin: daysAgo(80) }), params: { days: 90 } },
      { resource: anAdmin({ lastLogin: undefined, created: daysAgo(3) }) },
    ],
  },
  {
    check: 'google/inactive-user',
    failing: { resource: aUser({ lastLogin: undefined, created: daysAgo(31) }) },
    passing: { resource: aUser({ lastLogin: undefined, created: daysAgo(10) }) },
    notApplicable: [{ resource: anAdmin({ lastLogin: daysAgo(400) }) }],
  },
  {
    check: 'google/suspended-admin',
    failing: { resource: anAdmin({ suspended: true }) },
    passing: { resource: anAdmin() },
    notApplicable: [{ resource: aUser({ suspended: true }) }],
  },
  {
    check: 'google/suspended-user',
    failing: { resource: aUser({ suspended: true, suspensionReason: 'WEB_LOGIN_REQUIRED' }) },
    passing: { resource: aUser({ archived: true }) },
    notApplicable: [{ resource: aSuperAdmin({ suspended: true }) }],
  },
  {
    check: 'google/user-ip-allow-listed',
    failing: { resource: aUser({ ipWhitelisted: true }) },
    passing: { resource: aUser() },
  },
  {
    check: 'google/gemini-admin-two-step-verification',
    failing: { resource: anAdmin({ isEnrolledIn2Sv: false }), lookups: { licences: gemini } },
    passing: { resource: anAdmin(), lookups: { licences: gemini } },
    notApplicable: [
      { resource: anAdmin({ isEnrolledIn2Sv: false }), lookups: { licences: none } },
      { resource: aUser({ isEnrolledIn2Sv: false }), lookups: { licences: gemini } },
    ],
  },
  {
    check: 'google/gemini-user-two-step-verification',
    // Addresses are compared without regard to case.
    failing: {
      resource: aUser({ email: 'User-17@Acme.example', isEnrolledIn2Sv: false }),
      lookups: { licences: ultra },
    },
    passing: { resource: aUser(), lookups: { licences: gemini } },
    notApplicable: [
      { resource: aUser({ isEnrolledIn2Sv: false }), lookups: { licences: none } },
      { resource: aUser({ isEnrolledIn2Sv: false, suspended: true }), lookups: { licences: gemini } },
    ],
  },
  {
    check: 'google/ai-ultra-admin',
    failing: { resource: anAdmin(), lookups: { licences: ultra } },
    passing: { resource: anAdmin(), lookups: { licences: gemini } },
    notApplicable: [
      { resource: aUser(), lookups: { licences: ultra } },
      { resource: anAdmin({ suspended: true }), lookups: { licences: ultra } },
    ],
  },
  {
    check: 'google/ai-ultra-user',
    failing: { resource: aUser(), lookups: { licences: ultra } },
    passing: { resource: aUser(), lookups: { licences: none } },
    notApplicable: [{ resource: aUser({ suspended: true }), lookups: { licences: ultra } }],
  },
  {
    check: 'google/ai-ultra-suspended-admin',
    failing: { resource: aSuperAdmin({ suspended: true }), lookups: { licences: ultra } },
    passing: { resource: aSuperAdmin({ suspended: true }), lookups: { licences: gemini } },
    notApplicable: [{ resource: aSuperAdmin(), lookups: { licences: ultra } }],
  },
  {
    check: 'google/ai-ultra-suspended-user',
    failing: { resource: aUser({ suspended: true }), lookups: { licences: ultra } },
    passing: { resource: aUser({ suspended: true }), lookups: { licences: none } },
    notApplicable: [{ resource: aUser(), lookups: { licences: ultra } }],
  },
  {
    check: 'google/super-admins-bounded',
    failing: { resources: [aUser(), ...Array.from({ length: 5 }, (_, at) => aSuperAdmin({ id: `${at}` }))] },
    // Suspended ones cannot do anything.
    passing: { resources: [1, 2, 3, 4].map((at) => aSuperAdmin({ id: `${at}`, suspended: at > 2 })) },
  },
  {
    check: 'google/super-admin-single-role',
    failing: { resource: anAdministrator('super', 'help-desk') },
    passing: { resource: anAdministrator('super') },
    notApplicable: [{ resource: anAdministrator('help-desk') }],
  },
  {
    check: 'google/admin-guest',
    failing: { resource: anAdmin({ isGuest: true }) },
    passing: { resource: anAdmin() },
    notApplicable: [{ resource: aUser({ isGuest: true }) }],
  },
  {
    check: 'google/admin-password-change-pending',
    failing: { resource: anAdmin({ changePasswordAtNextLogin: true }) },
    passing: { resource: aSuperAdmin() },
    notApplicable: [{ resource: aUser({ changePasswordAtNextLogin: true }) }],
  },
]
