import { UnexpectedAnswerError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { delegatedNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { domainOf } from '../drive/own-domains.ts'
import { unlessWithoutService } from '../gmail/without-service.ts'
import { type Calendar, calendar } from './calendar.ts'

/** What somebody may see of a calendar, or do in it. */
export type CalendarAccess = 'free-busy' | 'details' | 'edit'

/** A calendar is shared with everybody, or with somebody outside. */
export interface CalendarGrant {
  readonly audience: 'public' | 'domain' | 'external'
  readonly access: CalendarAccess
  /** Address or domain; empty for `public`. */
  readonly grantee: string
}

const accesses: Readonly<Record<string, CalendarAccess>> = {
  freeBusyReader: 'free-busy',
  reader: 'details',
  writerWithoutPrivateAccess: 'edit',
  writer: 'edit',
  owner: 'edit',
}

/** A rule of a calendar's access control list, as Google writes it. */
export interface CalendarRule {
  readonly role: string
  readonly scope: { readonly type: string; readonly value?: string | null | undefined }
}

const rule: z.ZodType<CalendarRule> = z.object({
  role: z.string().min(1),
  scope: z.object({ type: z.string().min(1), value: z.string().nullish() }),
})

/**
 * With whom outside the account a primary calendar is shared; `undefined` where the user has no Google Calendar.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/acl/list
 */
export const calendarAccess: Facet<Calendar, readonly CalendarGrant[] | undefined, GoogleSession> = defineFacet<
  Calendar,
  readonly CalendarGrant[] | undefined,
  GoogleSession
>({
  name: 'google.calendar.access',
  of: calendar,
  needs: delegatedNeeds('admin.directory.domain.readonly', 'calendar.acls.readonly'),
  cost: { bucket: 'calendar', itemsPerRequest: 1 },
  fetch: async ({ email }, { session, signal }) => {
    const ownDomains = await session.ownDomains(signal)
    return unlessWithoutService(async () => {
      const grants: CalendarGrant[] = []
      const pages = session.client.list('calendar', '/calendar/v3/calendars/primary/acl', {
        item: rule,
        itemsField: 'items',
        query: { maxResults: 250, fields: 'kind,nextPageToken,items(role,scope)' },
        subject: email,
        signal,
      })
      for await (const { items, unreadable } of pages) {
        // A rule that cannot be read could let anybody in.
        if (unreadable.length > 0) throw unclear()
        grants.push(...items.flatMap((item) => grantOf(item, ownDomains) ?? []))
      }
      return grants.sort((a, b) => (`${a.audience} ${a.grantee}` < `${b.audience} ${b.grantee}` ? -1 : 1))
    })
  },
})

/**
 * What a rule comes to; `undefined` where it lets nobody in from outside.
 * @throws UnexpectedAnswerError where its role or scope is not known: it could let anybody in
 */
export function grantOf({ role, scope }: CalendarRule, ownDomains: ReadonlySet<string>): CalendarGrant | undefined {
  if (role === 'none') return undefined
  const access = Object.hasOwn(accesses, role) ? accesses[role] : undefined
  const grantee = scope.value?.toLowerCase() ?? ''
  if (!access) throw unclear()
  if (scope.type === 'default') return { audience: 'public', access, grantee: '' }
  if (grantee === '') throw unclear()
  switch (scope.type) {
    case 'domain':
      return ownDomains.has(grantee) ? undefined : { audience: 'domain', access, grantee }
    case 'user':
    case 'group':
      return ownDomains.has(domainOf(grantee)) ? undefined : { audience: 'external', access, grantee }
    default:
      throw unclear()
  }
}

function unclear(): UnexpectedAnswerError {
  return new UnexpectedAnswerError("Google's answer does not tell with whom the calendar is shared")
}
