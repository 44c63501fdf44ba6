import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { setting } from '../resources/organization/setting.ts'
import { settings } from '../resources/organization/settings.ts'
import { switchCheck } from './setting-check.ts'

const see = 'https://help.salesforce.com/s/articleView?id=sf.admin_sessions.htm'

/** Minutes of the values that Salesforce offers. */
const minutes: Readonly<Record<string, number>> = {
  FifteenMinutes: 15,
  ThirtyMinutes: 30,
  SixtyMinutes: 60,
  NinetyMinutes: 90,
  TwoHours: 120,
  FourHours: 240,
  EightHours: 480,
  TwelveHours: 720,
  TwentyFourHours: 1440,
}

const timeout: Check = defineCheck({
  id: 'salesforce/session-timeout',
  version: 1,
  severity: 'medium',
  category: 'misconfiguration',
  title: 'Sessions last too long without activity',
  risk: 'An unattended browser, or a stolen session, stays signed in for as long as the time-out lets it.',
  remediation: 'In Setup, Session Settings, choose a shorter Timeout Value.',
  see,
  on: settings,
  with: { timeout: setting('SecuritySettings', 'sessionSettings.sessionTimeout', z.enum(Object.keys(minutes))) },
  params: z.object({ maxMinutes: z.number().int().positive().default(120) }),
  evaluate: ({ resource, timeout, params }) => {
    const found = minutes[timeout] ?? Number.POSITIVE_INFINITY
    if (found <= params.maxMinutes) return pass()
    return fail(`${resource.name} ends sessions after ${found} minutes without activity`, {
      evidence: { minutes: found },
    })
  },
})

/** How long sessions last, and what they are bound to. */
export const sessionSettingChecks: readonly Check[] = [
  timeout,
  ...[
    {
      id: 'salesforce/session-ends-on-timeout',
      severity: 'medium' as const,
      title: 'Users are not signed out when their session times out',
      risk: 'The page of an expired session goes on showing data until somebody clicks.',
      remediation: 'In Setup, Session Settings, select "Force logout on session timeout".',
      path: 'sessionSettings.forceLogoutOnSessionTimeout',
      should: true,
    },
    {
      id: 'salesforce/session-locked-to-domain',
      severity: 'medium' as const,
      title: 'Sessions are not locked to the domain in which they began',
      risk: 'A session id that leaks from one domain of the organisation is good in all others.',
      remediation: 'In Setup, Session Settings, select "Lock sessions to the domain in which they were first used".',
      path: 'sessionSettings.lockSessionsToDomain',
      should: true,
    },
    {
      id: 'salesforce/session-locked-to-address',
      severity: 'low' as const,
      title: 'Sessions are not locked to the IP address from which they began',
      risk: 'A stolen session id works from anywhere. Networks whose addresses change may forbid this lock.',
      remediation: 'In Setup, Session Settings, select "Lock sessions to the IP address from which they originated".',
      path: 'sessionSettings.lockSessionsToIp',
      should: true,
    },
    {
      id: 'salesforce/login-ranges-on-every-request',
      severity: 'medium' as const,
      title: 'Login IP ranges are enforced at sign-in only',
      risk: 'A session that began inside of the ranges goes on outside of them.',
      remediation: 'In Setup, Session Settings, select "Enforce login IP ranges on every request".',
      path: 'sessionSettings.enforceIpRangesEveryRequest',
      should: true,
    },
    {
      id: 'salesforce/http-only-cookies',
      severity: 'medium' as const,
      title: 'Session cookies can be read by scripts',
      risk: 'One script that gets into a page takes the session with it.',
      remediation: 'In Setup, Session Settings, select "Require HttpOnly attribute".',
      path: 'sessionSettings.requireHttpOnly',
      should: true,
    },
    {
      id: 'salesforce/sessions-end-on-password-reset',
      severity: 'medium' as const,
      title: 'Sessions go on when an administrator resets the password',
      risk: 'Who took over an account keeps their session while its owner is given a new password.',
      remediation:
        'In Setup, Session Settings, select "Terminate all of a user\'s sessions when an admin resets that user\'s password".',
      path: 'sessionSettings.terminateUserSessionsWhenAdminResetsPassword',
      should: true,
    },
    {
      id: 'salesforce/login-page-autocomplete',
      severity: 'low' as const,
      title: 'The sign-in page remembers user names',
      risk: 'On shared machines the names of accounts are shown to the next person.',
      remediation: 'In Setup, Session Settings, deselect "Enable caching and autocomplete on login page".',
      path: 'sessionSettings.enableCacheAndAutocomplete',
      should: false,
    },
  ].map((words) => switchCheck({ ...words, see, object: 'SecuritySettings' })),
]
