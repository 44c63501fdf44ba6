import { UnexpectedAnswerError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { mailboxFacet } from '../mailbox/mailbox-facet.ts'
import { domainOf } from '../sharing/own-domains.ts'

/** Access to somebody's calendar that a person outside the tenant has. */
export interface CalendarShare {
  /** E-mail address, or a name where there is none. */
  readonly grantee: string
  /** `freeBusyRead`, `limitedRead`, `read`, `write`, `delegateWithPrivateEventAccess` */
  readonly role: string
}

const permission = z.object({
  role: graphField.text,
  isInsideOrganization: graphField.flag,
  emailAddress: graphObject(z.object({ name: graphField.text, address: graphField.text })),
})
type Permission = z.infer<typeof permission>

/**
 * With whom outside the tenant users share their default calendar.
 * @see https://learn.microsoft.com/en-us/graph/api/calendar-list-calendarpermissions
 */
export const calendarShares: Facet<Mailbox, readonly CalendarShare[] | undefined, M365Session> = mailboxFacet({
  name: 'calendar-shares',
  path: 'calendar/calendarPermissions',
  item: permission,
  permission: 'Calendars.ReadBasic.All',
  read: sharesOutside,
})

/** @throws UnexpectedAnswerError where Microsoft does not tell to whom access was given, or what it allows */
function sharesOutside(permissions: readonly Permission[], ownDomains: ReadonlySet<string>): readonly CalendarShare[] {
  return permissions
    .flatMap(({ role, isInsideOrganization, emailAddress }): CalendarShare[] => {
      const { address, name } = emailAddress ?? {}
      const isInside = isInsideOrganization ?? (address?.includes('@') ? ownDomains.has(domainOf(address)) : undefined)
      if (isInside === undefined) throw new UnexpectedAnswerError('A calendar does not tell with whom it is shared')
      if (isInside || role === 'none') return []
      if (role === undefined) throw new UnexpectedAnswerError('A calendar does not tell what a person outside may do')
      return [{ grantee: address ?? name ?? '', role }]
    })
    .sort((a, b) => (a.grantee < b.grantee ? -1 : a.grantee > b.grantee ? 1 : 0))
}
