import type { CalendarGrant } from '../../src/resources/calendar/calendar-access.ts'
import type { CheckCase } from './check-case.ts'
import { scopedUser } from './gmail-cases.ts'

const everybody = (access: CalendarGrant['access']): CalendarGrant => ({ audience: 'public', access, grantee: '' })
const guest: CalendarGrant = { audience: 'external', access: 'details', grantee: 'guest-1@partner.example' }
const partner: CalendarGrant = { audience: 'domain', access: 'free-busy', grantee: 'partner.example' }

function shown(...access: readonly CalendarGrant[]) {
  return { resource: scopedUser, facets: { access } }
}

const without = [{ resource: scopedUser, facets: { access: undefined } }]

/** What the checks of calendars are shown. */
export const calendarCases: readonly CheckCase[] = [
  {
    check: 'google/calendar-public',
    failing: shown(guest, everybody('details')),
    passing: shown(),
    alsoPassing: [shown(everybody('free-busy')), shown(guest)],
    notApplicable: without,
  },
  {
    check: 'google/calendar-public-free-busy',
    failing: shown(everybody('free-busy')),
    passing: shown(),
    alsoPassing: [shown(everybody('details')), shown(partner)],
    notApplicable: without,
  },
  {
    check: 'google/calendar-shared-outside',
    failing: shown(partner),
    passing: shown(),
    alsoPassing: [shown(everybody('details')), { ...shown(guest), params: { allowedDomains: ['partner.example'] } }],
    notApplicable: without,
  },
]
