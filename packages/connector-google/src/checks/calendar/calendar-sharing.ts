import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { calendar } from '../../resources/calendar/calendar.ts'
import { type CalendarGrant, calendarAccess } from '../../resources/calendar/calendar-access.ts'
import { domainOf } from '../../resources/drive/own-domains.ts'

const see = 'https://support.google.com/calendar/answer/37083'
const withoutCalendar = 'The user has no Google Calendar'
/** How many grants evidence lists. */
const grantsShown = 10

/** Primary calendars are not open to the world. */
export const calendarPublic: Check = defineCheck({
  id: 'google/calendar-public',
  version: 1,
  title: 'Calendar is publicly accessible',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'Anybody on the internet sees who meets whom, when, about what and with which dial-in data: a map of the company for those who want to deceive it.',
  remediation:
    'In Google Calendar, open "Settings and sharing" of the calendar, "Access permissions for events", and clear "Make available to public"; for everybody at once in the Admin console under "Apps", "Google Workspace", "Calendar", "Sharing settings".',
  frameworks: { 'cis-gws': ['3.1.1.1.1'], 'scuba-gws': ['GWS.CALENDAR.1.1'] },
  see,
  on: calendar,
  with: { access: calendarAccess },
  evaluate: ({ resource, access }) => {
    if (!access) return notApplicable(withoutCalendar)
    const open = access.find(({ audience, access: level }) => audience === 'public' && level !== 'free-busy')
    if (!open) return pass()
    return fail(`Anyone can see the details of the calendar of ${resource.email}`, {
      evidence: { access: open.access },
    })
  },
})

/** Not even the times are open to the world. */
export const calendarPublicFreeBusy: Check = defineCheck({
  id: 'google/calendar-public-free-busy',
  version: 1,
  title: 'Calendar shows the public when its owner is busy',
  severity: 'low',
  category: 'data-exposure',
  risk: 'Strangers see when somebody travels or is away, which helps to choose the moment for a fraud in that name.',
  remediation:
    'In Google Calendar, open "Settings and sharing" of the calendar, "Access permissions for events", and clear "Make available to public" where nobody outside needs it.',
  see,
  on: calendar,
  with: { access: calendarAccess },
  evaluate: ({ resource, access }) => {
    if (!access) return notApplicable(withoutCalendar)
    if (!access.some(({ audience, access: level }) => audience === 'public' && level === 'free-busy')) return pass()
    return fail(`Anyone can see when ${resource.email} is busy`, { evidence: { access: 'free-busy' } })
  },
})

/** Primary calendars are shared within the company. */
export const calendarShared: Check = defineCheck({
  id: 'google/calendar-shared-outside',
  version: 1,
  title: 'Calendar is shared outside the company',
  severity: 'low',
  category: 'data-exposure',
  risk: 'Outsiders see meetings for as long as nobody takes the access away; those who may edit can plant invitations with links.',
  remediation:
    'In Google Calendar, open "Settings and sharing" of the calendar, "Shared with", and remove those from outside who need it no more. Name domains of partners in the parameter "allowedDomains".',
  see,
  on: calendar,
  with: { access: calendarAccess },
  params: z.object({
    /** Domains of partners with whom calendars may be shared. */
    allowedDomains: z.array(z.string().min(1)).default([]),
  }),
  evaluate: ({ resource, access, params }) => {
    if (!access) return notApplicable(withoutCalendar)
    const allowed = new Set(params.allowedDomains.map((domain) => domain.toLowerCase()))
    const outside = access.filter(({ audience, grantee }) => audience !== 'public' && !allowed.has(domainOf(grantee)))
    if (outside.length === 0) return pass()
    return fail(`The calendar of ${resource.email} is shared with ${outside.length} outside the company`, {
      evidence: { count: outside.length, grants: outside.slice(0, grantsShown).map(plain) },
    })
  },
})

function plain({ audience, access, grantee }: CalendarGrant): Record<string, string> {
  return { audience, access, grantee }
}
