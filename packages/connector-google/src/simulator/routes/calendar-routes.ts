import type { calendar_v3 } from '@googleapis/calendar'
import { held } from '@opencasb/simulator-kit'
import { listAnswer } from '../http/listing-answer.ts'
import { notFound, refuse } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'
import type { SimulatedCalendarRule } from '../world/calendar.ts'

const prefix = 'https://www.googleapis.com/auth/calendar'

/** The Calendar API. */
export const calendarRoutes: readonly Route[] = [
  {
    route: 'GET /calendar/v3/calendars/{calendarId}/acl',
    quota: 'none',
    scopes: [prefix, `${prefix}.acls`, `${prefix}.acls.readonly`],
    forAdministrators: false,
    answer: (call) => {
      const { world, subject, parameters } = call
      const id = parameters['calendarId']
      if (id !== 'primary' && id !== subject.email) return notFound('calendarId')
      const { enabled, rules } = world.drives.calendar(subject.index)
      if (!enabled)
        return refuse(403, {
          message: 'The user must be signed up for Google Calendar.',
          reason: 'notACalendarUser',
          domain: 'calendar',
        })
      const all: readonly SimulatedCalendarRule[] = [
        { type: 'user', value: subject.email, role: 'owner' },
        { type: 'domain', value: 'acme.example', role: 'reader' },
        ...rules,
      ]
      return listAnswer(call, held(all), {
        kind: 'calendar#acl',
        field: 'items',
        size: { default: 100, max: 250 },
        render: ({ type, value, role }): calendar_v3.Schema$AclRule[] => [
          {
            kind: 'calendar#aclRule',
            id: value === undefined ? type : `${type}:${value}`,
            scope: { type, ...(value !== undefined && { value }) },
            role,
          },
        ],
      })
    },
  },
]
