import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { calendarShares } from '../../resources/calendar/calendar-shares.ts'
import { mailbox } from '../../resources/mailbox/mailbox.ts'
import { nameOfUser } from '../../resources/user/user-asset.ts'

/** Whoever has these sees when somebody is busy, or where and with what title; others see or change everything. */
const little: ReadonlySet<string> = new Set(['freeBusyRead', 'limitedRead', 'read'])

const calendarSharedOutside: Check = defineCheck({
  id: 'm365/calendar-shared-externally',
  version: 1,
  title: 'Calendar is shared outside the company',
  severity: 'low',
  category: 'data-exposure',
  risk: "A calendar tells who meets whom about what, and when somebody is away: enough for a convincing false mail. Whoever may write can invite in its owner's name.",
  remediation:
    'In Outlook on the web, open "Settings", "Calendar", "Shared calendars", and remove the people outside or lower their permission to "Can view when I\'m busy". For everybody, in the Microsoft 365 admin center open "Settings", "Org settings", "Calendar", and clear "Let your users share their calendars with people outside of your organization". Calendars that are published to anyone by a link, and those besides the default one, are not looked at.',
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/manage/share-calendars-with-external-users',
  on: mailbox,
  with: { shares: calendarShares },
  evaluate: ({ resource, shares }) => {
    if (shares === undefined) return notApplicable('The user has no mailbox')
    if (shares.length === 0) return pass()
    const canWrite = shares.some(({ role }) => !little.has(role))
    return fail(`The calendar of ${nameOfUser(resource)} is shared with ${shares.length} outside the company`, {
      evidence: { shares: shares.slice(0, 20).map(({ grantee, role }) => ({ grantee, role })), count: shares.length },
      ...(canWrite && { severity: 'medium' }),
    })
  },
})

/** Checks of calendars. */
export const calendarChecks: readonly Check[] = [calendarSharedOutside]
